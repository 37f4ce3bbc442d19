// Hands that do anything: pointer, keys and fingers, drawn from a seed. Each act is told in words before it is done, so
// that a run that fails can be read. What must hold all the while is the tests' business.
import { type CDPSession, type Page } from "@playwright/test";

/** Numbers of a seed, the same on every machine: mulberry32. */
export class Luck {
  constructor(private state: number) {}

  /** From 0 to below 1. */
  next(): number {
    this.state = this.state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(this.state ^ this.state >>> 15, 1 | this.state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }
}

const KEYS = [
  "Tab", "Tab", "Tab", "Shift+Tab", "Enter", "Enter", "Space", "Escape", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown",
  "Home", "End", "PageUp", "PageDown", "Shift+Enter", "Shift+ArrowRight", "Shift+ArrowLeft", "Shift+Home", "Shift+End",
  "Shift+PageUp", "Shift+PageDown", "Control+z", "Control+Shift+Z", "Control+y", "Control+ArrowLeft", "Control+ArrowRight",
  "Control+ArrowUp", "Control+ArrowDown", "Backspace", "Delete", "0", "1", "7", "9", "-", ".", "e", "a", "あ",
];
const SIZES = [[1440, 900], [1024, 768], [390, 844], [320, 568]] as const;

type Point = readonly [x: number, y: number];

export class RandomHands {
  /** What was done, in words. */
  readonly done: string[] = [];

  private constructor(readonly page: Page, readonly luck: Luck, private readonly debug: CDPSession) {}

  static async of(page: Page, seed: number): Promise<RandomHands> {
    return new RandomHands(page, new Luck(seed), await page.context().newCDPSession(page));
  }

  /** One act. */
  async act() {
    const draw = this.luck.below(100);
    if (draw < 45) return this.pressControl();
    if (draw < 70) return this.key();
    if (draw < 77) return this.click(await this.anywhere());
    if (draw < 84) return this.drag();
    if (draw < 88) return this.wheel();
    if (draw < 93) return this.swipe();
    if (draw < 96) return this.pinch();
    if (draw < 98) return this.scroll();
    if (draw < 99) return this.turnBack();
    return this.resize();
  }

  private tell(act: string) {
    this.done.push(act);
  }

  /** Presses some control, be it in view or not, with the pointer or a finger; a list gets another choice. */
  private async pressControl() {
    const control = await this.page.evaluate((draw) => {
      const within = document.querySelector("dialog[open]") ?? document.body;
      const controls = [...within.querySelectorAll<HTMLElement>("a[href], button, input, select, summary, [role=slider]")]
        .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.matches(":disabled"));
      const control = controls[Math.floor(draw * controls.length)];
      if (!control) return null;
      control.scrollIntoView({ block: "nearest", behavior: "instant" });
      const seen = control.matches("[type=radio]") ? control.closest("label") ?? control : control;
      const { left, top, width, height } = seen.getBoundingClientRect();
      const name = control.getAttribute("aria-label") ?? control.textContent;
      if (control instanceof HTMLSelectElement) {
        control.selectedIndex = Math.floor(draw * 7_919 % 1 * control.options.length);
        control.dispatchEvent(new Event("change", { bubbles: true }));
      }
      return {
        left, top, width, height, isList: control.matches("select"),
        name: `${control.tagName.toLowerCase()} ${name?.trim().slice(0, 60)}`,
      };
    }, this.luck.next());
    const [x, y] = [this.luck.next(), this.luck.next()];
    if (!control) return;
    this.tell(control.name);
    if (control.isList) return;
    await this.click([control.left + control.width * x, control.top + control.height * y]);
  }

  private async click([x, y]: Point) {
    const way = this.luck.of(["press", "press", "press", "press twice", "tap"] as const);
    this.tell(`${way} at ${Math.round(x)}, ${Math.round(y)}`);
    if (way === "tap") await this.page.touchscreen.tap(x, y);
    else await this.page.mouse.click(x, y, { clickCount: way === "press" ? 1 : 2 });
  }

  private async key() {
    const key = this.luck.of(KEYS);
    this.tell(`key ${key}`);
    if (key === "あ") await this.page.keyboard.insertText(key);
    else await this.page.keyboard.press(key);
  }

  private async drag() {
    const [from, to] = [await this.anywhere(), await this.anywhere()];
    this.tell(`drag from ${from.map(Math.round)} to ${to.map(Math.round)}`);
    await this.page.mouse.move(...from);
    await this.page.mouse.down();
    await this.page.mouse.move(...to, { steps: 4 });
    if (this.luck.next() < 0.2) await this.page.keyboard.press("Escape");
    await this.page.mouse.up();
  }

  private async wheel() {
    const [held, at, by] = [this.luck.next() < 0.5, await this.anywhere(), this.luck.below(1_200) - 600];
    this.tell(`wheel by ${by} at ${at.map(Math.round)}${held ? " with Control" : ""}`);
    await this.page.mouse.move(...at);
    if (held) await this.page.keyboard.down("Control");
    await this.page.mouse.wheel(0, by);
    if (held) await this.page.keyboard.up("Control");
  }

  private async swipe() {
    const [from, to] = [await this.anywhere(), await this.anywhere()];
    this.tell(`swipe from ${from.map(Math.round)} to ${to.map(Math.round)}`);
    await this.touch("touchStart", from);
    for (const part of [0.3, 0.7, 1]) await this.touch("touchMove", [0, 1].map((axis) => from[axis] + (to[axis] - from[axis]) * part) as unknown as Point);
    await this.touch(this.luck.next() < 0.9 ? "touchEnd" : "touchCancel");
  }

  private async pinch() {
    const [one, other, to] = [await this.anywhere(), await this.anywhere(), await this.anywhere()];
    this.tell(`pinch ${[one, other, to].map((point) => point.map(Math.round)).join(" and ")}`);
    await this.touch("touchStart", one);
    await this.touch("touchStart", one, other);
    await this.touch("touchMove", one, to);
    if (this.luck.next() < 0.5) await this.touch("touchMove", to, to);
    await this.touch("touchEnd");
  }

  private async scroll() {
    this.tell("scroll");
    await this.page.evaluate((draw) => window.scrollTo(0, draw * document.documentElement.scrollHeight), this.luck.next());
  }

  /** Through the history of the page, both ways; never out of it. */
  private async turnBack() {
    const by = this.luck.of([-1, 1]);
    this.tell(`history by ${by}`);
    await this.page.evaluate((by) => {
      const { pathname } = location;
      const entries = (window as unknown as { navigation?: { entries(): { url: string }[]; currentEntry: { index: number } } }).navigation;
      const next = entries?.entries()[entries.currentEntry.index + by];
      if (next && new URL(next.url).pathname === pathname) history.go(by);
    }, by);
  }

  private async resize() {
    const [width, height] = this.luck.of(SIZES);
    this.tell(`window of ${width} × ${height}`);
    await this.page.setViewportSize({ width, height });
  }

  private async anywhere(): Promise<Point> {
    const { width, height } = this.page.viewportSize()!;
    return [this.luck.next() * width, this.luck.next() * height];
  }

  private async touch(type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel", ...fingers: Point[]) {
    const touchPoints = fingers.map(([x, y], id) => ({ x, y, id }));
    await this.debug.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}
