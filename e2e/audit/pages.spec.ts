// Both pages by both engines: at the start, in the middle of the failure with everything unfolded, with a place and with a
// chain of causes open, and when all is over; both themes, both languages, on a phone and on a desk.
import { expect, test, type Page } from "@playwright/test";
import { Bench, type Route } from "../pages/bench";
import { faint } from "../pages/contrast";
import { check, sniff } from "./engines";
import { note } from "./notes";
import { review } from "./reviewed";

const ROUTES: Route[] = ["#/", "#/lab"];
/** 80 minutes after the start, in the failure. */
const MIDST = 80;
const END = 180;

async function expectNothingNew(page: Page, when: string) {
  await new Bench(page).drawWhole();
  const found = [...await sniff(page, "WCAG2AA"), ...await sniff(page, "WCAG2AAA"), ...await check(page)];
  note(test.info(), when, found);
  expect.soft(await faint(page), `${when}, contrast`).toEqual([]);
  const news = found.filter((finding) => !review(finding));
  expect.soft(news.map(({ engine, kind, rule, message, where }) => `${engine} ${kind} ${rule}: ${message} ${where}`), when).toEqual([]);
}

for (const route of ROUTES) {
  for (const theme of ["light", "dark"] as const) {
    for (const lang of ["en", "ja"] as const) {
      for (const width of [320, 1440]) {
        test(`${route} ${theme} ${lang} ${width}px`, async ({ page }) => {
          const bench = new Bench(page);
          await page.setViewportSize({ width, height: 900 });
          await bench.open(route, { theme, lang });
          await expectNothingNew(page, "at the start");

          await page.locator(".playhead input").fill(String(MIDST * 60));
          await bench.atRest();
          if (route === "#/lab") await bench.eachInstrument((name) => expectNothingNew(page, `with ${name} on the stage`));
          await bench.unfoldEverything();
          if (route === "#/lab") await bench.unfoldPrincipals();
          await expectNothingNew(page, "in the middle of the failure");

          const panel = await bench.explainPlace();
          await expectNothingNew(page, "with a place open");
          await panel.locator("button.why").first().click();
          await panel.locator(".chain").waitFor();
          await expectNothingNew(page, "with a chain of causes open");

          await page.keyboard.press("Escape");
          await page.locator(".playhead input").fill(String(END * 60));
          await bench.atRest();
          await expectNothingNew(page, "when all is over");
        });
      }
    }
  }
}
