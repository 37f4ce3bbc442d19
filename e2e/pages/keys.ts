// The page with the keyboard alone: moving the focus and reading where it is. No assertion lives here.
import { type Locator, type Page } from "@playwright/test";

/** More stops than any page has. */
const MOST_STOPS = 500;

export interface Stop {
  name: string;
  /** Whether the eye can see where the focus is. */
  visible: boolean;
  inPanel: boolean;
  /** Whether something else lies over all of it. */
  covered: boolean;
}

export class Keys {
  constructor(readonly page: Page) {}

  /** Presses Tab until an element has the focus. */
  async tabTo(target: Locator, key = "Tab") {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await this.has(target)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`the Tab key does not lead to ${target}`);
  }

  /** As `tabTo`, by the shorter way: back where the element stands before the focus. */
  async goTo(target: Locator) {
    const key = await target.evaluate((element) => {
      const focus = document.activeElement ?? document.body;
      return focus.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
    });
    await this.tabTo(target, key);
  }

  has(target: Locator): Promise<boolean> {
    return target.evaluate((element) => element === document.activeElement);
  }

  async press(...keys: string[]) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Where the focus is; nothing while it is on the page itself or on the browser's own controls. */
  stop(): Promise<Stop | null> {
    return this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const outlined = (shown: Element | null) => {
        const style = shown && getComputedStyle(shown);
        return Boolean(style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
      };
      const box = element.getBoundingClientRect();
      const [label] = (element as HTMLInputElement).labels ?? [];
      // A radio button is small; what is seen of it is its label.
      const seen = element.matches("[type=radio]") && label ? label : element;
      const { left, top, width, height } = seen.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + width * x, top + height * y]));
      const shows = ([x, y]: number[]) => seen.contains(document.elementFromPoint(x, y));
      return {
        name: (element.getAttribute("aria-label") ?? label?.textContent ?? element.textContent ?? "").trim(),
        // The radio buttons of a row show the focus on their label.
        visible: box.width > 0 && box.height > 0 && (outlined(element) || outlined(element.nextElementSibling)),
        inPanel: Boolean(element.closest("dialog[open]")),
        covered: !points.some(shows),
      };
    });
  }

  /** Every stop of the Tab key, from the top of the page to its end. */
  async stops(): Promise<Stop[]> {
    const stops: Stop[] = [];
    for (let press = 0; press < MOST_STOPS; press += 1) {
      await this.page.keyboard.press("Tab");
      const stop = await this.stop();
      if (!stop) break;
      stops.push(stop);
    }
    return stops;
  }
}
