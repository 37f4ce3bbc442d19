// Nothing to find for axe-core with every rule it has, best practices, experiments and AAA included: both pages, both
// themes, both languages, on a phone and on a desk, at the start, in the middle of the failure, and with Why open.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import axe from "axe-core";
import { Bench, type Route } from "../pages/bench";
import { faint } from "../pages/contrast";

const ROUTES: Route[] = ["#/", "#/lab"];
const EVERY_RULE = axe.getRules().map((rule) => rule.ruleId);
/** 80 minutes after the start, in the failure. */
const MIDST = 80;

// axe puts its own script into the page, which the page's policy rightly forbids.
test.use({ bypassCSP: true });

/** What axe leaves to a person, and who answers it. */
const ANSWERED: Record<string, string> = {
  "color-contrast": "contrast.ts measures what axe cannot see behind, in the same states",
  "color-contrast-enhanced": "the same",
  "hidden-content": "messages and panels that are not open: their own tests open them",
  "th-has-data-cells": "at the start nothing has happened yet: a table has its heads, and no rows",
};

async function expectNothing(page: Page, when: string, part = "html") {
  await new Bench(page).drawWhole();
  const { violations, incomplete, passes, inapplicable } = await new AxeBuilder({ page }).include(part)
    .options({ runOnly: { type: "rule", values: EVERY_RULE }, resultTypes: ["violations", "incomplete"] }).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
  expect.soft(found, when).toEqual([]);
  expect.soft(incomplete.filter(({ id }) => !(id in ANSWERED)).map(({ id, nodes }) => `${id}: ${nodes[0].html}`), when).toEqual([]);
  const asked = [violations, incomplete, passes, inapplicable].flat().map(({ id }) => id);
  // Some rules are about whole pages.
  if (part === "html") expect.soft([...new Set(asked)].sort(), "every rule was asked").toEqual([...EVERY_RULE].sort());
  expect.soft(await faint(page), `${when}, contrast`).toEqual([]);
}

for (const route of ROUTES) {
  for (const theme of ["light", "dark"] as const) {
    for (const lang of ["en", "ja"] as const) {
      for (const width of [320, 1440]) {
        test(`${route} ${theme} ${lang} ${width}px`, async ({ page }) => {
          const bench = new Bench(page);
          await page.setViewportSize({ width, height: 900 });
          await bench.open(route, { theme, lang });
          await expectNothing(page, "at the start");

          await page.locator(".playhead input").fill(String(MIDST * 60));
          await bench.atRest();
          await bench.unfoldOneOfEach();
          if (route === "#/lab") await bench.unfoldPrincipals();
          await expectNothing(page, "in the middle of the failure");

          const panel = await bench.explainPlace();
          if (route === "#/") await expectNothing(page, "with a place open");
          await panel.locator("button.why").first().click();
          await panel.locator(".chain").waitFor();
          if (route === "#/lab") await expectNothing(page, "with a chain of causes open");
        });
      }
    }
  }
}

/** Each two of theme, language and width meet. */
const STAGES = [
  { theme: "light", lang: "en", width: 1440 }, { theme: "dark", lang: "en", width: 320 },
  { theme: "dark", lang: "ja", width: 1440 }, { theme: "light", lang: "ja", width: 320 },
] as const;

for (const { theme, lang, width } of STAGES) {
  test(`every instrument on the stage, ${theme} ${lang} ${width}px`, async ({ page }) => {
    test.setTimeout(180_000);
    const bench = new Bench(page);
    await page.setViewportSize({ width, height: 900 });
    await bench.open("#/lab", { theme, lang, minutes: MIDST });
    await bench.eachInstrument(async (name) => {
      await page.locator(".stage-sheet details:not([open]) > summary").evaluateAll((folds) => {
        for (const fold of folds as HTMLElement[]) fold.click();
      });
      await expectNothing(page, name, ".lab-stage");
    });
  });
}

test("messages about a bad address pass as well", async ({ page }) => {
  const bench = new Bench(page);
  for (const hash of ["#/nowhere", "#/lab?r=broken"]) {
    await page.goto("about:blank");
    await page.goto(`index.html${hash}`);
    await bench.standing();
    await expect(page.locator(".notice")).toBeVisible();
    await expectNothing(page, hash);
  }
});

test("the message after a panic passes as well", async ({ page }) => {
  await new Bench(page).open();
  await page.locator("#panic").evaluate((panic: HTMLElement) => { panic.hidden = false; });
  await expectNothing(page, "after a panic");
});

test("the message that WebAssembly cannot start passes as well", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  await page.goto("index.html");
  await expect(page.locator("#boot-failed")).toBeVisible();
  await expectNothing(page, "without WebAssembly");
});
