// The page as it stands at one moment, 08:47 of the first storm: what it is to a screen reader, word for word, and what it
// looks like, all letters as boxes, so that a machine's fonts do not matter. `cargo xtask pictures` takes both again.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { Bench, type Route } from "../pages/bench";
import { writeInBoxes } from "../pages/box-font";

const PAGES = [{ name: "door", route: "#/" }, { name: "lab", route: "#/lab" }] as const;
const MOMENT = 47;
/** Each two of language, theme and width meet. */
const LOOKED_AT = [
  { lang: "en", theme: "light", width: 1440 }, { lang: "en", theme: "dark", width: 390 },
  { lang: "ja", theme: "dark", width: 1440 }, { lang: "ja", theme: "light", width: 390 },
] as const;
/** Mixed edges of a few lines may differ between versions of the browser; a surface, a mark or a word may not. */
const LOOKS = { fullPage: true, threshold: 0.03, maxDiffPixels: 100, animations: "disabled", caret: "hide" } as const;

async function arrive(page: Page, route: Route, lang: "en" | "ja", theme: "light" | "dark" = "light"): Promise<Bench> {
  // What fits on a map depends on letters, too.
  await writeInBoxes(page);
  const bench = new Bench(page);
  await bench.open(route, { lang, theme, minutes: MOMENT });
  await bench.atRest();
  // The land, the rules' texts, and whatever else comes beside the page.
  await page.waitForLoadState("networkidle");
  return bench;
}

/** What is heard of a part of the page once it no longer changes. */
async function heard(part: Locator): Promise<string> {
  for (let before = ""; ;) {
    const now = await part.ariaSnapshot();
    if (now === before) return `${now}\n`;
    before = now;
    await part.page().waitForTimeout(300);
  }
}

/** Each instrument on the stage, and the Lab with its folds open, of a row of alike forms the first. */
async function expectLabHeard(bench: Bench, lang: "en" | "ja") {
  const { page } = bench;
  let instrument = 0;
  await bench.eachInstrument(async () => {
    instrument += 1;
    expect(await heard(page.locator(".stage-sheet"))).toMatchSnapshot(`lab-${lang}-instrument-${instrument}.yml`);
  });
  await bench.unfoldOneOfEach();
  await bench.unfoldPrincipals();
  expect(await heard(page.locator("main"))).toMatchSnapshot(`lab-${lang}-unfolded.yml`);
}

for (const { name, route } of PAGES) {
  for (const lang of ["en", "ja"] as const) {
    test(`${name}, ${lang}: to a screen reader`, async ({ page }) => {
      const bench = await arrive(page, route, lang);
      expect(await heard(page.locator("body"))).toMatchSnapshot(`${name}-${lang}.yml`);
      if (route === "#/lab") await expectLabHeard(bench, lang);
      const panel = await bench.explainPlace();
      await panel.locator("button.why").first().click();
      await panel.locator(".chain .rule-sources").first().waitFor();
      expect(await heard(panel)).toMatchSnapshot(`${name}-${lang}-why.yml`);
    });
  }

  for (const { lang, theme, width } of LOOKED_AT) {
    test(`${name}, ${lang}, ${theme}, ${width} px: to the eye`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await arrive(page, route, lang, theme);
      await expect(page).toHaveScreenshot(`${name}-${lang}-${theme}-${width}.png`, LOOKS);
    });
  }
}
