// Whatever a pointer does, the keys do, and the list of controls does: the same acts, one by one, lead to the same state,
// and at the end there is one recording. And nothing on the page can be pressed that the Tab key does not reach.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { Bench } from "../pages/bench";
import { Keys } from "../pages/keys";
import { readouts } from "../pages/readouts";
import { ByKeys, ByList, ByPointer, type Way } from "../pages/ways";

/** Half of the length, where the keys come close by leaps. */
const MIDDLE = 5_400;
const END = 10_800;

/** An act, given what the pointer's way came to where a pixel decides; it may come to something. */
type Act = (way: Way, page: Page, came?: number) => Promise<number | void>;

const button = (page: Page, name: string | RegExp) => page.locator("main").getByRole("button", { name, exact: true }).first();
const radio = (page: Page, world: string, name: string) =>
  page.locator(".lab-controls").getByRole("group", { name: world }).getByRole("radio", { name });
const firstFault = (page: Page) => page.locator(".lab-controls .faults > li").first();

const ACTS: Record<string, Act> = {
  "a scenario is chosen": async (way, page) => {
    for (const title of [/own STS endpoint/, /seven Regions/]) {
      await way.press(page.locator(".library summary"));
      await way.press(page.locator(".library").getByRole("link", { name: title }));
      await page.locator(".scenario-title").filter({ hasText: title }).waitFor();
    }
  },
  "a flag is gone to": (way, page) => way.press(button(page, /09:52/)),
  "a moment is gone to": (way, _, came) => way.slide(MIDDLE, came),
  "a Region is broken": (way) => way.break("Singapore", "Singapore: the whole Region down"),
  "a path is cut": (way) => way.break("Hong Kong", "Path cut: Hong Kong ⇄ N. Virginia"),
  "an endpoint is broken": (way) => way.break("Singapore", "Singapore: Regional STS endpoint down"),
  "a Region is mended": (way) => way.break("Singapore", "Singapore: the whole Region down"),
  "the scenario's fault is mended": (way, page) => way.press(button(page, /^Path from seven Regions/)),
  "times are typed": async (way, page) => {
    await way.press(firstFault(page).locator("summary"));
    await way.type(firstFault(page).getByLabel("From minute"), "12");
  },
  "clients are set": (way, page) => way.choose(radio(page, "World A", "regional")),
  "clients of the other world are set": (way, page) => way.choose(radio(page, "World B", "SDK default")),
  "an opt-in Region is disabled": (way, page) => way.press(page.getByRole("switch", { name: "Hong Kong enabled in world A" })),
  "another is enabled": (way, page) => way.press(page.getByRole("switch", { name: "Zurich enabled in world B" })),
  "tokens are valid everywhere": (way, page) => way.press(page.getByRole("switch", { name: /version 2 tokens in world A/ })),
  "the day is set": (way, page) => way.choose(page.getByRole("radio", { name: /as known on/ })),
  "luck is another": (way, page) => way.press(button(page, "Another roll")),
  "a step is undone": (way, page) => way.press(button(page, "Undo")),
  "and done again": (way, page) => way.press(button(page, "Redo")),
  "the tempo is set": (way, page) => way.select(page.getByRole("combobox", { name: "Tempo" }), "1 s = 10 ms"),
  "time steps on": (way, page) => way.press(button(page, "Next step")),
  "and on": (way, page) => way.press(button(page, "Next step")),
  "and back": (way, page) => way.press(button(page, "Previous step")),
  "the other world's numbers are shown": (way, page) => way.choose(page.getByRole("radio", { name: "World B" }).last()),
  "the map is nearer": (way, page) => way.press(button(page, "Zoom in")),
  "the end is gone to": (way) => way.slide(END, END),
};

/** What a program sees of the page, and every number a reader sees. */
async function state(bench: Bench): Promise<unknown> {
  await bench.atRest();
  const snapshot = await bench.page.evaluate("window.stsAtlas.snapshot()") as object;
  return { ...snapshot, route: "", shown: await readouts(bench.page) };
}

async function play(browser: Browser, baseURL: string | undefined, make: (page: Page) => Way, came: Record<string, number | void>) {
  const page = await browser.newPage({ baseURL });
  page.setDefaultTimeout(15_000);
  const way = make(page);
  await way.bench.open();
  const states: Record<string, unknown> = {};
  for (const [name, act] of Object.entries(ACTS)) {
    await test.step(name, async () => {
      came[name] = await act(way, page, came[name] as number | undefined);
      states[name] = await state(way.bench);
    });
  }
  const [address, pictures] = [await way.bench.address(), await way.bench.pictures()];
  await page.close();
  return { states, address, pictures };
}

test("the same acts by pointer, by keys and by the list of controls give the same recording, act for act", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const came = {};
  const byPointer = await play(browser, baseURL, (page) => new ByPointer(page), came);
  // Each act did something, but the first, which comes back, and the map's, which is seen in the pictures.
  const states = Object.entries(byPointer.states);
  const idle = states.filter(([, state], at) => at > 0 && JSON.stringify(state) === JSON.stringify(states[at - 1][1]));
  expect(idle.map(([name]) => name)).toEqual(["the map is nearer"]);
  expect(byPointer.address.recording).toBeTruthy();
  for (const make of [(page: Page) => new ByKeys(page), (page: Page) => new ByList(page)]) {
    const other = await play(browser, baseURL, make, { ...came });
    for (const name of Object.keys(ACTS)) expect(other.states[name], name).toEqual(byPointer.states[name]);
    expect(other.address).toEqual(byPointer.address);
    expect(other.pictures).toEqual(byPointer.pictures);
  }
});

/** What can be pressed and was never reached by the Tab key, and the places of the map that are no stops by intent. */
function unreached(page: Page): Promise<{ controls: string[]; places: string[] }> {
  return page.evaluate(() => {
    const { reached } = window as unknown as { reached: Set<Element> };
    const describe = (element: Element) => `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent?.trim()}`;
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const groups = new Set([...reached].map((element) => (element as HTMLInputElement).name).filter(Boolean));
    const isReached = (element: Element) =>
      reached.has(element) || (element.matches("[type=radio]") && groups.has((element as HTMLInputElement).name));
    const all = [...document.querySelectorAll("body *")].filter(shown);
    const places = all.filter((element) => element.matches(".map .places button[tabindex='-1']"));
    const controls = all.filter((element) => element.matches("a[href], button, input, select, textarea, summary")
      && !element.matches(":disabled") && !places.includes(element) && !isReached(element));
    const clickable = all.filter((element) => getComputedStyle(element).cursor === "pointer"
      && !element.closest("a, button, label, select, summary, input"));
    return { controls: [...controls, ...clickable].map(describe), places: places.map((place) => place.getAttribute("aria-label") ?? "") };
  });
}

for (const route of ["#/", "#/lab"] as const) {
  test(`${route}: whatever can be pressed is a stop of the Tab key, or a Region that the list of places has`, async ({ page }) => {
    const [bench, keys] = [new Bench(page), new Keys(page)];
    await bench.open(route, { minutes: 80 });
    await bench.unfoldOneOfEach();
    await page.evaluate(() => {
      const reached = new Set<EventTarget | null>();
      Object.assign(window, { reached });
      document.addEventListener("focusin", ({ target }) => reached.add(target));
    });
    const stops = await keys.stops();
    expect(stops.length).toBeGreaterThan(15);
    const { controls, places } = await unreached(page);
    expect(controls).toEqual([]);
    const listed = await page.locator(".break-anything option").allTextContents();
    const onMap = places.flatMap((name) => name.replace(/: zoom in$|\. Principals.*$/, "").split(", "));
    expect(onMap.filter((place) => !listed.includes(place))).toEqual([]);
  });
}
