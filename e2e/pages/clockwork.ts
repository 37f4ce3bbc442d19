// What wakes the page: every frame and timer asked for or run, counted from before its first script.
import { type Page } from "@playwright/test";

export interface Counts {
  frames: number;
  timers: number;
}

interface Wrapped {
  counts: Counts;
  hidden: boolean;
  frame: typeof requestAnimationFrame;
}

const wrapped = "clockwork" as keyof Window;

export class Clockwork {
  private constructor(readonly page: Page) {}

  /** Wraps frames and timers, and lets the test say whether the tab is hidden. */
  static async install(page: Page): Promise<Clockwork> {
    await page.addInitScript((name) => {
      const counts: Counts = { frames: 0, timers: 0 };
      const state: Wrapped = { counts, hidden: false, frame: window.requestAnimationFrame.bind(window) };
      Object.assign(window, { [name]: state });
      const kinds = {
        requestAnimationFrame: "frames", requestIdleCallback: "timers", setTimeout: "timers", setInterval: "timers",
      } as const;
      for (const [ask, kind] of Object.entries(kinds)) {
        const original = (window as never)[ask] as (callback: unknown, ...rest: unknown[]) => number;
        Object.assign(window, {
          [ask]: (callback: (...values: unknown[]) => void, ...rest: unknown[]) => {
            counts[kind] += 1;
            return original.call(window, (...values: unknown[]) => {
              counts[kind] += 1;
              callback(...values);
            }, ...rest);
          },
        });
      }
      Object.defineProperty(Document.prototype, "hidden", { get: () => state.hidden });
      Object.defineProperty(Document.prototype, "visibilityState", { get: () => state.hidden ? "hidden" : "visible" });
    }, wrapped);
    return new Clockwork(page);
  }

  counts(): Promise<Counts> {
    return this.page.evaluate((name) => ({ ...(window[name] as unknown as Wrapped).counts }), wrapped);
  }

  /** What happens while nobody touches the page for so long. */
  async during(millis: number): Promise<Counts> {
    const before = await this.counts();
    // The one wait that cannot be for something: it is for nothing.
    await this.page.waitForTimeout(millis);
    const after = await this.counts();
    return { frames: after.frames - before.frames, timers: after.timers - before.timers };
  }

  /** Waits until the page has come to rest. */
  async settled() {
    for (;;) {
      // Longer than the address takes to follow the last act.
      const { frames, timers } = await this.during(500);
      if (frames + timers === 0) return;
    }
  }

  /** Hides the tab or shows it again, as the browser would tell the page. */
  async setHidden(hidden: boolean) {
    await this.page.evaluate(([name, hidden]) => {
      (window[name as keyof Window] as unknown as Wrapped).hidden = hidden as boolean;
      document.dispatchEvent(new Event("visibilitychange"));
    }, [wrapped, hidden] as const);
  }

  /** Shows the tab again; gives the playhead in seconds as it stands two frames later. */
  showForTwoFrames(): Promise<number> {
    return this.page.evaluate(async (name) => {
      const state = window[name] as unknown as Wrapped;
      state.hidden = false;
      document.dispatchEvent(new Event("visibilitychange"));
      for (let frame = 0; frame < 2; frame += 1) await new Promise((next) => state.frame(next));
      return Number(document.querySelector<HTMLInputElement>(".playhead input")?.value);
    }, wrapped);
  }
}
