// The page with the keyboard alone: moving the focus and reading where it is. No assertion lives here.
import { type Locator, type Page } from "@playwright/test";

/** More stops than any page has. */
const MOST_STOPS = 250;

export interface Stop {
  name: string;
  /** Whether the eye can see where the focus is. */
  visible: boolean;
  inPanel: boolean;
}

export class Keys {
  constructor(readonly page: Page) {}

  /** Presses Tab until an element has the focus. */
  async tabTo(target: Locator) {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await this.has(target)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`the Tab key does not lead to ${target}`);
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
      return {
        name: (element.getAttribute("aria-label") ?? label?.textContent ?? element.textContent ?? "").trim(),
        // The radio buttons of a row show the focus on their label.
        visible: box.width > 0 && box.height > 0 && (outlined(element) || outlined(element.nextElementSibling)),
        inPanel: Boolean(element.closest("dialog[open]")),
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
