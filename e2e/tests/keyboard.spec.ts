// The keyboard alone does it all, on both pages: every control is reached, shown and worked without a pointer.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { Bench, clock, type Route } from "../pages/bench";
import { Keys } from "../pages/keys";

const ROUTES: Route[] = ["#/", "#/lab"];
const LENGTH = 3 * 3_600;

async function arrive(page: Page, route: Route, minutes?: number): Promise<[Bench, Keys]> {
  const bench = new Bench(page);
  await bench.open(route, { minutes });
  return [bench, new Keys(page)];
}

/** With the focus on what opens it: opens the Why panel, goes around in it, and closes it again. */
async function expectPanelKeepsFocus(keys: Keys, bench: Bench, opener: Locator) {
  await keys.press("Enter");
  const panel = await bench.panel();
  await expect(panel.getByRole("heading", { level: 2 })).toBeVisible();
  let within = 0;
  for (let press = 0; press < 40; press += 1) {
    const stop = await keys.stop();
    // Between its last and its first control the focus may be on the browser's own.
    expect(stop === null || stop.inPanel, `press ${press}: ${stop?.name}`).toBe(true);
    within += stop?.inPanel ? 1 : 0;
    await keys.press("Tab");
  }
  expect(within).toBeGreaterThan(2);
  await keys.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(opener).toBeFocused();
}

for (const route of ROUTES) {
  test.describe(route, () => {
    test("the skip link comes first and leads past the header", async ({ page }) => {
      const [bench, keys] = await arrive(page, route);
      await bench.addressFollowed();
      const before = new URL(page.url()).hash;
      await keys.press("Tab");
      const skip = page.getByRole("link", { name: "Skip to content" });
      await expect(skip).toBeFocused();
      await expect(skip).toBeInViewport({ ratio: 1 });
      await keys.press("Enter");
      await expect(page.locator("main")).toBeFocused();
      expect(new URL(page.url()).hash).toBe(before);
      await keys.press("Tab");
      expect(await page.locator("main").evaluate((main) => main.contains(document.activeElement))).toBe(true);
    });

    test("every stop has a name, shows the focus, and nothing lies over it", async ({ page }) => {
      const [, keys] = await arrive(page, route);
      const stops = await keys.stops();
      expect(stops.length).toBeGreaterThan(20);
      expect(stops.filter((stop) => !stop.name || !stop.visible || stop.covered)).toEqual([]);
    });

    test("play and pause", async ({ page }) => {
      const [bench, keys] = await arrive(page, route);
      await keys.tabTo(bench.playButton());
      await keys.press("Space");
      await expect(bench.playButton()).toHaveAccessibleName("Pause");
      await expect.poll(() => bench.playhead()).toBeGreaterThan(0);
      await keys.press("Enter");
      await expect(bench.playButton()).toHaveAccessibleName("Play");
      await expect(bench.playButton()).toBeFocused();
    });

    test("the slider goes by seconds, in leaps and to both ends, and says the time", async ({ page }) => {
      const [bench, keys] = await arrive(page, route, 31);
      await keys.tabTo(bench.slider());
      await keys.press("ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft");
      await bench.atRest();
      expect(await bench.playhead()).toBe(31 * 60 + 2);
      await expect(bench.slider()).toHaveAttribute("aria-valuetext", "08:31:02 UTC, 0 min before the fault");
      await keys.press("PageUp");
      expect(await bench.playhead()).toBeGreaterThan(40 * 60);
      await keys.press("End");
      await bench.atRest();
      expect(await bench.playhead()).toBe(LENGTH);
      await expect(bench.clock()).toContainText(clock(180));
      await keys.press("Home");
      await bench.atRest();
      expect(await bench.playhead()).toBe(0);
    });

    test("the dial of the rules", async ({ page }) => {
      const [bench, keys] = await arrive(page, route, 80);
      const [then, now] = [/29 Aug 2024/, /as known on/].map((name) => page.getByRole("radio", { name }));
      await keys.tabTo(then);
      await keys.press("ArrowRight");
      await expect(now).toBeFocused();
      await expect(now).toBeChecked();
      await bench.atRest();
      await keys.press("ArrowLeft");
      await expect(then).toBeChecked();
    });

    test("a place on the map opens its panel, which keeps the focus and gives it back", async ({ page }) => {
      const [bench, keys] = await arrive(page, route, 80);
      const place = page.locator(".map .places button").first();
      await keys.tabTo(place);
      await expectPanelKeepsFocus(keys, bench, place);
    });

    test("language and theme", async ({ page }) => {
      const [, keys] = await arrive(page, route);
      const [japanese, theme] = [page.getByRole("button", { name: "日本語" }), page.locator("header button.ghost")];
      await keys.tabTo(japanese);
      await keys.press("Enter");
      await expect(page.locator("html")).toHaveAttribute("lang", "ja");
      await expect(japanese).toBeFocused();
      await expect(japanese).toHaveAttribute("aria-pressed", "true");
      await keys.tabTo(theme);
      const before = await page.locator("html").getAttribute("data-theme");
      await keys.press("Space");
      await expect(page.locator("html")).not.toHaveAttribute("data-theme", before ?? "");
      await expect(theme).toBeFocused();
    });
  });
}

test("from the door into the Lab and back", async ({ page }) => {
  const [, keys] = await arrive(page, "#/");
  await keys.tabTo(page.getByRole("link", { name: /Open the Lab/ }));
  await keys.press("Enter");
  await expect(page).toHaveTitle("Lab – STS Atlas");
  await expect(page.locator("main")).toBeFocused();
  await keys.tabTo(page.getByRole("link", { name: "Start" }));
  await keys.press("Enter");
  await expect(page).toHaveTitle(/which door/);
  await expect(page.locator("main")).toBeFocused();
});

test("breaking and mending, undo and redo", async ({ page }) => {
  const [bench, keys] = await arrive(page, "#/lab", 80);
  const fault = bench.fault(/seven Regions/);
  await keys.tabTo(fault);
  await expect(fault).toHaveAttribute("aria-pressed", "true");
  await keys.press("Space");
  await expect(fault).toHaveAttribute("aria-pressed", "false");
  await expect(fault).toBeFocused();
  await keys.tabTo(page.getByRole("button", { name: "Undo" }));
  await keys.press("Enter");
  await expect(fault).toHaveAttribute("aria-pressed", "true");
  await keys.tabTo(page.getByRole("button", { name: "Redo" }));
  await keys.press("Enter");
  await expect(fault).toHaveAttribute("aria-pressed", "false");
});

test("account switches, the clients' setting and the world shown", async ({ page }) => {
  const [bench, keys] = await arrive(page, "#/lab", 80);
  const mode = page.locator(".lab-controls").getByRole("group", { name: "World A" });
  await keys.tabTo(mode.getByRole("radio", { name: "SDK default" }));
  await keys.press("ArrowRight");
  await expect(mode.getByRole("radio", { name: "legacy" })).toBeChecked();
  const hongKong = bench.switch(/Hong Kong enabled in world A/);
  await keys.tabTo(hongKong);
  await keys.press("Space");
  await expect(hongKong).not.toBeChecked();
  await keys.press("Enter");
  await expect(hongKong).toBeChecked();
  await bench.atRest();
  const before = await bench.number("digest");
  await keys.tabTo(page.getByRole("radio", { name: "World A" }).last());
  await keys.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "World B" })).toBeChecked();
  expect(await bench.number("digest")).not.toBe(before);
});

test("steps, flags and tempo", async ({ page }) => {
  const [bench, keys] = await arrive(page, "#/lab");
  await keys.tabTo(page.getByRole("button", { name: "Next step" }));
  await keys.press("Enter");
  await bench.atRest();
  const step = await bench.playhead();
  expect(step).toBeGreaterThan(0);
  const tempo = page.getByRole("combobox", { name: "Tempo" });
  await keys.tabTo(tempo);
  await keys.press("Home");
  await expect(tempo.locator("option:checked")).toHaveText("1 s = 10 ms");
  const flag = page.getByRole("button", { name: /09:52/ });
  await keys.tabTo(flag);
  await keys.press("Enter");
  await expect(bench.clock()).toContainText(clock(112));
});

test("Why? of a request and of a principal keep the focus and give it back", async ({ page }) => {
  const [bench, keys] = await arrive(page, "#/lab", 80);
  const request = page.locator(".ledger button.why").nth(2);
  await keys.tabTo(request);
  await expectPanelKeepsFocus(keys, bench, request);
  const fold = page.locator(".lab-readouts .fold");
  await keys.tabTo(fold);
  await keys.press("Enter");
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  const principal = page.locator('.lab-readouts [data-row="principals.4"] button.why');
  await keys.tabTo(principal);
  await expectPanelKeepsFocus(keys, bench, principal);
});

test("the focus stays where it is while time passes", async ({ page }) => {
  const [bench, keys] = await arrive(page, "#/lab", 20);
  await keys.tabTo(bench.playButton());
  await keys.press("Space");
  const fault = bench.fault(/Tokyo office/);
  await keys.tabTo(fault);
  const passes = async () => {
    const began = await bench.playhead();
    await expect.poll(() => bench.playhead()).toBeGreaterThan(began + 60);
  };
  await passes();
  await expect(fault).toBeFocused();
  const request = page.locator(".ledger button.why").first();
  await keys.tabTo(request);
  await passes();
  await expect(request).toBeFocused();
});

test("why, opened from a place's panel, has the focus: what was pressed is gone", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const panel = await bench.explainPlace();
  await expect(panel).toBeFocused();
  await panel.locator("button.why").first().press("Enter");
  await panel.locator(".chain").waitFor();
  await expect(panel).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(panel.getByRole("button", { name: "Close" })).toBeFocused();
});
