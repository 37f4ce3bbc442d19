// Every text comes from the messages, the facts or the content: in the pseudo-language they stand in brackets, and only
// names stand outside. And what a reader of Japanese sees is Japanese.
import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Bench, WORLDS, runCli, type Language, type Route } from "../pages/bench";
import { Texts, outsideBrackets, type Text } from "../pages/texts";

const ROUTES: Route[] = ["#/", "#/lab"];
const RULES = resolve(__dirname, "../../crates/facts/data/rules.toml");

/** What is the same in every language, and so stands outside the brackets. */
function names(): Set<string> {
  const { worlds } = JSON.parse(runCli(["run", "--scene", "2024-08-29", "--until", "0s", "--json"]));
  const principals = worlds.flatMap((world: { principals: Record<string, never>[] }) => world.principals);
  return new Set([
    // Languages are called what their speakers call them.
    "English", "日本語",
    // Principals, with the scenario's own names.
    ...principals.map((principal: { name: string }) => principal.name),
    // Hosts that clients call, and Region codes.
    ...principals.map((principal: { endpoint: string | null }) => principal.endpoint ?? ""),
    ...principals.flatMap((principal: { targets: { region: string }[] }) => principal.targets.map((use) => use.region)),
    // Rules by their id.
    ...[...readFileSync(RULES, "utf8").matchAll(/^id = "(.+)"$/gm)].map(([, id]) => id),
  ]);
}

const NAMES = names();
/** The digest's 16 hexadecimal digits. */
const DIGEST = /^[0-9a-f]{16}$/;

function isName(text: string): boolean {
  return NAMES.has(text) || DIGEST.test(text);
}

/** Texts that are neither a message nor a name, nor numbers, times and marks alone. */
function strays(texts: Text[]): Text[] {
  return texts.filter(({ text }) => {
    // A name may stand before or after a message, with marks in between.
    const outside = outsideBrackets(text).replace(/^[\s·()→:,]+|[\s·()→:,]+$/gu, "");
    return /\p{L}/u.test(outside) && !isName(outside);
  });
}

async function arrive(bench: Bench, route: Route, lang: Language, minutes: number) {
  await bench.open(route, { lang, minutes });
  await expect(bench.page.locator("html")).toHaveAttribute("lang", lang);
  if (route === "#/lab") await bench.rulesHere();
}

for (const route of ROUTES) {
  test(`${route}: no text outside the messages, at the start, in the failure and after it`, async ({ page }) => {
    const [texts, bench] = [await Texts.watch(page), new Bench(page)];
    for (const minutes of [1, 80, 150]) {
      await page.goto("about:blank");
      await arrive(bench, route, "en-x-pseudo", minutes);
      if (route === "#/lab") await bench.unfoldPrincipals();
      const all = await texts.all();
      expect(all.length).toBeGreaterThan(50);
      expect(all.filter(({ place }) => place === "map").length).toBeGreaterThan(10);
      expect(strays(all)).toEqual([]);
    }
  });
}

test("no text outside the messages where nothing is right", async ({ page }) => {
  const [texts, bench] = [await Texts.watch(page), new Bench(page)];
  for (const hash of ["#/nowhere?lang=en-x-pseudo", "#/lab?lang=en-x-pseudo&r=broken"]) {
    await page.goto("about:blank");
    await page.goto(`index.html${hash}`);
    await bench.standing();
    await expect(page.locator(".notice")).toBeVisible();
    expect(strays(await texts.all())).toEqual([]);
  }
});

test("no text outside the messages in any answer to Why?", async ({ page }) => {
  test.slow();
  const [texts, bench] = [await Texts.watch(page), new Bench(page)];
  await arrive(bench, "#/lab", "en-x-pseudo", 80);
  await page.locator(".faults button.fault").last().click();
  await page.locator(".faults button.fault").nth(2).click();
  await page.locator(".playhead input").fill(String(95 * 60));
  await bench.atRest();
  await bench.unfoldPrincipals();
  const causes = new Set<string>();
  for (const world of WORLDS) {
    await page.locator(".world-choice input").nth(WORLDS.indexOf(world)).check({ force: true });
    for (const opener of await page.locator(".lab-readouts button.why").all()) {
      await opener.click();
      const panel = await bench.panel();
      const said = await texts.all("dialog[open]");
      expect(strays(said)).toEqual([]);
      for (const { text } of said.filter(({ place }) => place.startsWith("h3.cause"))) causes.add(text);
      await page.keyboard.press("Escape");
      await panel.waitFor({ state: "detached" });
    }
  }
  expect(causes.size).toBeGreaterThan(40);
});

test("a place's panel has no text outside the messages", async ({ page }) => {
  const [texts, bench] = [await Texts.watch(page), new Bench(page)];
  await arrive(bench, "#/", "en-x-pseudo", 80);
  await bench.explainPlace();
  expect(strays(await texts.all())).toEqual([]);
});

/** Words of AWS and of the trade that Japanese writes in Latin letters. */
const LATIN = /\b(?:AWS|STS|IAM|SDK|Atlas|Lab|us-east-1|us-gov-west-1|UTC|ms|p50|p95|min|Dashboard|Health|OS|ID|DNS|may|have|legacy|regional|sts_regional_endpoints|AZ)\b/g;

for (const route of ROUTES) {
  test(`${route}: in Japanese nothing is left in English`, async ({ page }) => {
    const [texts, bench] = [await Texts.watch(page), new Bench(page)];
    await arrive(bench, route, "ja", 80);
    const left = (await texts.all()).filter(({ text }) => {
      const rest = text.replace(LATIN, "");
      return /[A-Za-z]{3,}/.test(rest) && !isName(text) && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
    });
    expect(left).toEqual([]);
  });
}

test("what screen readers are told and the page's language follow the switch", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 80 });
  await expect(page).toHaveTitle("Lab – STS Atlas");
  const summary = page.locator(".lab .live-summary");
  await expect(summary).toHaveAttribute("aria-live", "polite");
  await expect(summary).toContainText("World A:");
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page).toHaveTitle("ラボ – STS Atlas");
  await expect(summary).toContainText("世界 A:");
  await expect(page.locator(".map canvas[role=img]").first()).toHaveAttribute("aria-label", /^世界 A の地図。/);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page).toHaveTitle("Lab – STS Atlas");
});
