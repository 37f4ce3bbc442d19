// What the page fetches once it is needed, in the hands of a test: held back, refused, spoiled, or let through.
import { type Page } from "@playwright/test";

/** Files in the folder of what is fetched later, by name; the folder's own name has a hash. */
export const LATER = /\/later-[0-9a-f]{16}\//;

export class Later {
  /** Names of the files asked for, in order. */
  readonly asked: string[] = [];
  private answer: "hold" | "refuse" | "page" | "pass" = "pass";
  private which = /./;
  private waiting: (() => void)[] = [];

  private constructor() {}

  static async watch(page: Page): Promise<Later> {
    const later = new Later();
    await page.route(LATER, async (route) => {
      const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
      later.asked.push(name);
      if (!later.which.test(name)) return route.continue();
      if (later.answer === "hold") await new Promise<void>((resolve) => { later.waiting.push(resolve); });
      if (later.answer === "refuse") return route.abort("failed");
      // As hosts do that answer whatever they do not know with the start page.
      if (later.answer === "page") return route.fulfill({ body: "<!doctype html>\n<p>\tx\ty</p>\n", contentType: "text/html" });
      return route.continue();
    });
    return later;
  }

  hold() {
    this.answer = "hold";
  }

  /** What follows is about files with such names only. */
  only(which: RegExp) {
    this.which = which;
  }

  refuse() {
    this.settle("refuse");
  }

  /** Answers every request with a page. */
  spoil() {
    this.settle("page");
  }

  letThrough() {
    this.settle("pass");
  }

  private settle(answer: "refuse" | "page" | "pass") {
    this.answer = answer;
    for (const go of this.waiting.splice(0)) go();
  }
}
