// From a small phone to a wide screen, and at 200 % zoom, nothing has to be scrolled sideways.
import { expect, test, type Page } from "@playwright/test";
import { Bench, type Route } from "../pages/bench";

const ROUTES: Route[] = ["#/", "#/lab"];
/** The last two are a 1280 px window at 200 % and at 400 %. */
const SCREENS = [
  { name: "320 px", width: 320, zoom: 1 },
  { name: "768 px", width: 768, zoom: 1 },
  { name: "1280 px", width: 1280, zoom: 1 },
  { name: "1920 px", width: 1920, zoom: 1 },
  { name: "1280 px at 200 %", width: 640, zoom: 2 },
  { name: "1280 px at 400 %", width: 320, zoom: 4 },
];

/** How far the page, or an open panel, can be scrolled sideways; and what sticks out. */
function sideways(page: Page): Promise<{ by: number; out: string[] }> {
  return page.evaluate(() => {
    const root = document.querySelector("dialog[open]") ?? document.documentElement;
    const right = root.getBoundingClientRect().left + root.clientWidth;
    const out = [...root.querySelectorAll("*")].filter((element) =>
      element.getBoundingClientRect().right > right + 1 && !element.closest(".scroll, .map, .visually-hidden, .fault-bars"));
    return { by: root.scrollWidth - root.clientWidth, out: out.map((element) => `${element.tagName} ${element.className}`) };
  });
}

for (const { name, width, zoom } of SCREENS) {
  test.describe(name, () => {
    test.use({ viewport: { width, height: 900 }, deviceScaleFactor: zoom });

    for (const route of ROUTES) {
      for (const lang of ["en", "ja"] as const) {
        test(`${route} ${lang}`, async ({ page }) => {
          const bench = new Bench(page);
          await bench.open(route, { lang, minutes: 80 });
          if (route === "#/lab") await bench.unfoldPrincipals();
          expect(await sideways(page)).toEqual({ by: 0, out: [] });
          const panel = await bench.explainPlace();
          expect(await sideways(page)).toEqual({ by: 0, out: [] });
          await panel.locator("button.why").first().click();
          await panel.locator(".chain").waitFor();
          expect(await sideways(page)).toEqual({ by: 0, out: [] });
        });
      }
    }
  });
}

test("on a wide screen the whole bench stands in one view", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const bench = new Bench(page);
  await bench.open();
  const maps = page.locator(".map");
  for (const part of [maps.first(), maps.last(), bench.slider(), page.getByRole("heading", { name: "Blast radius" })]) {
    await expect(part).toBeInViewport({ ratio: 1 });
  }
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
});
