// Three ways to do the same: with a pointer, with the keys alone, and as from a list of controls, which is how speech
// input and screen readers act: a control is activated or given a value, wherever it is. No assertion lives here.
import { type Locator, type Page } from "@playwright/test";
import { Bench } from "./bench";
import { Keys } from "./keys";

/** The slider takes so much of its length with Page Up. */
const LEAP = 0.1;

export interface Way {
  readonly bench: Bench;
  /** Presses a button, a switch, a link or a summary. */
  press(control: Locator): Promise<void>;
  /** Chooses one of a row. */
  choose(radio: Locator): Promise<void>;
  select(list: Locator, label: string): Promise<void>;
  /** Goes to a moment near so many seconds, or to exactly those that another way came to. */
  slide(near: number, exactly?: number): Promise<number>;
  type(field: Locator, text: string): Promise<void>;
  /** What can be broken at a place: does it, or undoes it. */
  break(place: string, fault: string): Promise<void>;
}

/** The list of places and what can be broken there, for who does not use the map. */
async function breakByForm(way: Way, place: string, fault: string) {
  const form = way.bench.page.locator(".break-anything");
  if (await form.getAttribute("open") === null) await way.press(form.locator("summary"));
  await way.select(form.getByRole("combobox"), place);
  await way.press(form.getByRole("button", { name: fault, exact: true }));
}

export class ByPointer implements Way {
  readonly bench: Bench;

  constructor(readonly page: Page) {
    this.bench = new Bench(page);
  }

  press(control: Locator) {
    return control.click();
  }

  choose(radio: Locator) {
    return radio.locator("xpath=..").click();
  }

  /** The list that opens belongs to the browser, not to the page. */
  async select(list: Locator, label: string) {
    await list.selectOption({ label });
  }

  /** Drags the thumb. */
  async slide(near: number, exactly?: number) {
    const slider = this.bench.slider();
    await slider.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await slider.boundingBox())!;
    const length = Number(await slider.getAttribute("max"));
    const at = (seconds: number) => x + width * seconds / length;
    await this.page.mouse.move(at(await this.bench.playhead()), y + height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(exactly === length ? x + width + 50 : at(near), y + height / 2, { steps: 5 });
    await this.page.mouse.up();
    return this.bench.playhead();
  }

  async type(field: Locator, text: string) {
    await field.click({ clickCount: 3 });
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  /** On the first map. */
  async break(place: string, fault: string) {
    await this.press(this.page.locator(".map").first().getByRole("button", { name: new RegExp(`^${place}`) }));
    const panel = await this.bench.panel();
    await this.press(panel.getByRole("button", { name: fault, exact: true }));
    await this.press(panel.getByRole("button", { name: "Close" }));
  }
}

export class ByKeys implements Way {
  readonly bench: Bench;
  private readonly keys: Keys;

  constructor(readonly page: Page) {
    this.bench = new Bench(page);
    this.keys = new Keys(page);
  }

  async press(control: Locator) {
    await this.keys.goTo(control);
    await this.keys.press("Enter");
  }

  async choose(radio: Locator) {
    await this.keys.goTo(radio.locator("xpath=ancestor::fieldset").getByRole("radio", { checked: true }));
    while (!await radio.isChecked()) await this.keys.press("ArrowRight");
  }

  async select(list: Locator, label: string) {
    await this.keys.goTo(list);
    await this.keys.press("Home");
    while (await list.locator("option:checked").textContent() !== label) await this.keys.press("ArrowDown");
  }

  async slide(near: number, exactly = near) {
    const slider = this.bench.slider();
    const length = Number(await slider.getAttribute("max"));
    await this.keys.goTo(slider);
    if (exactly === length) {
      await this.keys.press("End");
      return length;
    }
    await this.keys.press("Home");
    for (let leap = LEAP; leap < near / length + LEAP / 2; leap += LEAP) await this.keys.press("PageUp");
    for (let second = await this.bench.playhead(); second !== exactly; second += Math.sign(exactly - second)) {
      await this.keys.press(second < exactly ? "ArrowRight" : "ArrowLeft");
    }
    return this.bench.playhead();
  }

  async type(field: Locator, text: string) {
    await this.keys.goTo(field);
    await this.keys.press("Control+a");
    await this.page.keyboard.type(text);
    await this.keys.press("Enter");
  }

  async break(place: string, fault: string) {
    await breakByForm(this, place, fault);
  }
}

export class ByList implements Way {
  readonly bench: Bench;

  constructor(readonly page: Page) {
    this.bench = new Bench(page);
  }

  press(control: Locator) {
    return control.evaluate((element: HTMLElement) => element.click());
  }

  choose(radio: Locator) {
    return this.press(radio);
  }

  select(list: Locator, label: string) {
    return list.evaluate((list: HTMLSelectElement, label) => {
      const option = [...list.options].find((option) => option.textContent === label);
      if (!option) throw new Error(`no ${label}`);
      list.value = option.value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }, label);
  }

  async slide(near: number, exactly = near) {
    await this.bench.slider().evaluate((slider: HTMLInputElement, seconds) => {
      slider.value = String(seconds);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }, exactly);
    return this.bench.playhead();
  }

  type(field: Locator, text: string) {
    return field.evaluate((field: HTMLInputElement, text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, text);
  }

  async break(place: string, fault: string) {
    await breakByForm(this, place, fault);
  }
}
