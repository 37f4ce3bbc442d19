// The page in a Firefox as Debian has it, driven by WebDriver BiDi: acts, readings and what went wrong. No assertion
// lives here. Playwright's own driver needs a Firefox of its own, so these few acts stand beside `Bench`.
import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";

/** Names another Firefox than Debian's. */
const FIREFOX = process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr";
const SCREEN = { width: 1440, height: 900 };
/** For whatever a test waits for. */
const PATIENCE = { timeout: 10_000 };

export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true, defaultViewport: SCREEN });
}

export class SecondBrowser {
  /** Complaints on the console, errors nobody caught, and answers that were no good. */
  readonly complaints: string[] = [];
  /** Requests to anyone but the page's own host. */
  readonly foreign: string[] = [];

  private constructor(readonly page: Page, private readonly base: string) {}

  /** A new tab with a storage of its own, watched from before its first script on. */
  static async open(browser: Browser, base: string, hash: string): Promise<SecondBrowser> {
    const page = await (await browser.createBrowserContext()).newPage();
    const opened = new SecondBrowser(page, base);
    opened.watch();
    await opened.visit(hash);
    return opened;
  }

  private watch() {
    const { origin } = new URL(this.base);
    this.page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) this.complaints.push(message.text());
    });
    this.page.on("pageerror", (error) => this.complaints.push(String(error)));
    this.page.on("response", (response) => {
      if (response.status() >= 400) this.complaints.push(`${response.status()} ${response.url()}`);
    });
    this.page.on("request", (request) => {
      const url = request.url();
      // Firefox asks itself for the fonts of its own controls.
      if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) this.foreign.push(url);
    });
  }

  async visit(hash: string) {
    await this.page.goto(`${this.base}index.html${hash}`);
    await this.page.waitForSelector(".map .places button", PATIENCE);
  }

  async close() {
    await this.page.browserContext().close();
  }

  /** Presses the first control, among those that match, whose text or label matches the name. */
  async press(selector: string, name: RegExp) {
    await (await this.find(selector, name)).click();
  }

  async find(selector: string, name: RegExp): Promise<ElementHandle<HTMLElement>> {
    return await this.page.waitForFunction((selector, source) => {
      const name = new RegExp(source);
      const named = (element: HTMLElement) => element.getAttribute("aria-label") ?? element.textContent;
      return [...document.querySelectorAll<HTMLElement>(selector)].find((element) => name.test(named(element)));
    }, PATIENCE, selector, name.source) as ElementHandle<HTMLElement>;
  }

  /** An attribute of the first element that matches; empty where it has none. */
  attribute(selector: string, name: string): Promise<string> {
    return this.page.$eval(selector, (element, name) => element.getAttribute(name) ?? "", name);
  }

  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent.trim());
  }

  number(metric: string): Promise<string> {
    return this.text(`[data-metric="${metric}"]`);
  }

  /** The moment shown, in seconds since the start. */
  playhead(): Promise<number> {
    return this.page.$eval(".playhead input", (input) => Number((input as HTMLInputElement).value));
  }

  /** Goes to a moment as a hand on the slider does. */
  async seekMinutes(minutes: number) {
    await this.page.$eval(".playhead input", (input, value) => {
      Object.assign(input, { value });
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, String(minutes * 60));
    await this.atRest();
  }

  /** Waits until the engine has reached the moment asked for. */
  async atRest() {
    await this.page.waitForFunction(() => !document.querySelector(".lab-timeline [role=status]"), PATIENCE);
  }

  /** The part of the address after its hash sign, once it has followed the last act. */
  async hash(): Promise<string> {
    await new Promise((due) => setTimeout(due, 400));
    return new URL(this.page.url()).hash;
  }

  /** How many colors each layer of the first map has: one where nothing is drawn. */
  colors(): Promise<number> {
    return this.page.$$eval(".map canvas", (layers) => Math.max(...layers.map((layer) => {
      const { width, height } = layer as HTMLCanvasElement;
      const pixels = (layer as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data;
      return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(4))).size;
    })));
  }
}
