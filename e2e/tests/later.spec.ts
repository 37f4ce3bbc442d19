// What is fetched once it is needed: the page does not wait for it, says that it is on its way, and where it cannot be had
// says so in the reader's language and offers another try.
import { expect, test, type Locator } from "@playwright/test";
import { Bench } from "../pages/bench";
import { LATER, Later } from "../pages/later";

const COMING = { en: "Drawing…", ja: "描画しています…" };
const NO_PROGRAM = { en: /^This could not be loaded\. /, ja: /^読み込めませんでした。/ };
const FAILED = { en: /^What the rules say could not be loaded\. /, ja: /^説明を読み込めませんでした。/ };
const AGAIN = { en: "Try again", ja: "もう一度試す" };
const LOADER = "sts-atlas-instruments_loader.js";
const STYLES = "sts-atlas-instruments.css";
const LANGUAGES = ["en", "ja"] as const;

function assumptions(bench: Bench): Locator {
  return bench.page.locator(".assumptions");
}

test("the Lab is interactive before anything that is fetched later has come", async ({ page }) => {
  const [later, bench] = [await Later.watch(page), new Bench(page)];
  later.hold();
  await bench.open("#/lab", { minutes: 80 });
  const before = await bench.number("blast.impaired");
  await bench.fault(/seven Regions/i).first().click();
  await bench.seekMinutes(95);
  expect(await bench.number("blast.impaired")).not.toBe(before);
  await expect(assumptions(bench).getByRole("status")).toHaveText(COMING.en);
  await expect(assumptions(bench).getByRole("listitem")).toHaveCount(0);
  expect([...later.asked].sort()).toEqual(["land.bin", STYLES, LOADER]);

  later.letThrough();
  await expect(assumptions(bench).getByRole("listitem").first()).toContainText("connection");
  await expect(assumptions(bench).getByRole("status")).toHaveCount(0);
});

test("the door fetches nothing later until somebody asks why", async ({ page }) => {
  const [later, bench] = [await Later.watch(page), new Bench(page)];
  await bench.open("#/", { minutes: 80 });
  const panel = await bench.explainPlace();
  // The land is asked for at once, and nothing waits for it.
  expect(later.asked).toEqual(["land.bin"]);
  await panel.locator("button.why").first().click();
  await expect(panel.locator(".rule-sources").first()).toContainText("Sources: ");
  expect([...later.asked].sort()).toEqual(["land.bin", "rules-en.txt", STYLES, "sts-atlas-instruments.js", "sts-atlas-instruments_bg.wasm", LOADER]);
});

for (const lang of LANGUAGES) {
  test(`${lang}: Why says that it is on its way, and then shows every cause with its rule`, async ({ page }) => {
    const [later, bench] = [await Later.watch(page), new Bench(page)];
    later.hold();
    await bench.open("#/lab", { lang, minutes: 80 });
    const panel = await bench.explainPrincipal();
    await expect(panel.getByRole("status")).toHaveText(COMING[lang]);

    later.letThrough();
    await expect(panel.locator(".rule-sources").first()).toBeVisible();
    await expect(panel.getByRole("status")).toHaveCount(0);
    const causes = await panel.locator(".cause").allTextContents();
    expect(causes.length).toBeGreaterThan(2);
    await expect(panel.locator(".rule > .confidence")).toHaveCount(causes.length);
    await expect(panel.locator(".sdk-source > .confidence").first()).toBeVisible();
    await expect(panel.locator(".rule-sources")).toHaveCount(causes.length);
    for (const rule of await panel.locator(".rule").allTextContents()) expect(rule).toMatch(lang === "en" ? /\./ : /。/);
  });

  for (const what of ["refuse", "spoil"] as const) {
    for (const part of [/_loader\.js$|\.css$/, /_bg\.wasm$/]) {
      test(`${lang}: where ${part.source} cannot be had (${what}) the reader is told and can try again`, async ({ page }) => {
        const [later, bench] = [await Later.watch(page), new Bench(page)];
        later.only(part);
        later[what]();
        await bench.open("#/lab", { lang, minutes: 80 });
        const panel = await bench.explainPrincipal();
        await expect(panel.getByRole("status")).toHaveText(NO_PROGRAM[lang]);
        await panel.getByRole("button", { name: AGAIN[lang] }).click();
        await expect(panel.getByRole("status")).toHaveText(NO_PROGRAM[lang]);

        later.letThrough();
        await panel.getByRole("button", { name: AGAIN[lang] }).click();
        await expect(panel.locator(".cause").first()).toBeVisible();
        // With how it looks.
        await expect(panel.locator(".cause").first()).toHaveCSS("font-weight", "600");
      });
    }

    test(`${lang}: where the rules cannot be had (${what}) the causes stand, and the reader can try again`, async ({ page }) => {
      const [later, bench] = [await Later.watch(page), new Bench(page)];
      later.only(/^rules-/);
      later[what]();
      await bench.open("#/lab", { lang, minutes: 80 });
      const panel = await bench.explainPrincipal();
      await expect(panel.getByRole("status")).toHaveText(FAILED[lang]);
      await expect(panel.locator(".cause").first()).toBeVisible();

      // A try that fails again says so again.
      const before = later.asked.length;
      await panel.getByRole("button", { name: AGAIN[lang] }).click();
      await expect.poll(() => later.asked.length).toBe(before + 1);
      await expect(panel.getByRole("status")).toHaveText(FAILED[lang]);

      later.letThrough();
      await panel.getByRole("button", { name: AGAIN[lang] }).click();
      await expect(panel.locator(".rule-sources").first()).toBeVisible();
      await page.keyboard.press("Escape");
      await assumptions(bench).getByRole("button", { name: AGAIN[lang] }).click();
      await expect(assumptions(bench).getByRole("listitem").first()).toBeVisible();
    });
  }
}

test("off the network, what has come stays, and what has not can be had again later", async ({ page, context }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 80 });
  const items = assumptions(bench).getByRole("listitem");
  await expect(items.first()).toContainText("connection");
  const count = await items.count();

  await context.setOffline(true);
  const panel = await bench.explainPrincipal();
  await expect(panel.locator(".rule-sources").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(assumptions(bench).getByRole("status")).toHaveText(FAILED.ja);
  await page.getByRole("button", { name: "English" }).click();
  await expect(items).toHaveCount(count);

  await context.setOffline(false);
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(items).toHaveCount(count);
  await expect(items.first()).toContainText("接続");
});

test("a scene that must be fetched is announced, and then shown at its moment", async ({ page }) => {
  const [later, bench] = [await Later.watch(page), new Bench(page)];
  later.hold();
  await page.goto("index.html#/lab?scene=five-hundred&t=600000000");
  const notice = page.locator(".notice");
  await expect(notice).toHaveText("Loading the scenario…");
  await expect(page.locator(".lab")).toHaveCount(0);

  later.letThrough();
  await bench.standing();
  await bench.atRest();
  await expect(notice).toHaveCount(0);
  expect(later.asked).toContain("five-hundred.scene");
  expect(await bench.playhead()).toBe(600);
  expect(new URL(page.url()).hash).toBe("#/lab?scene=five-hundred&t=600000000");

  // It is kept: the way back to it needs no network. The second program keeps one of its own.
  await bench.rulesHere();
  const scenes = () => later.asked.filter((name) => name.endsWith(".scene")).length;
  const before = scenes();
  expect(before).toBeGreaterThanOrEqual(2);
  await page.context().setOffline(true);
  await page.goto("index.html#/lab?scene=2024-08-29");
  await expect(page.locator(".scenario-title")).not.toContainText("500");
  await page.goto("index.html#/lab?scene=five-hundred&t=60000000");
  await expect.poll(() => bench.playhead()).toBe(60);
  expect(scenes()).toBe(before);
});

for (const what of ["refuse", "spoil"] as const) {
  test(`a scene that cannot be had (${what}) is said so, and another try brings it`, async ({ page }) => {
    const [later, bench] = [await Later.watch(page), new Bench(page)];
    later[what]();
    await page.goto("index.html#/lab?scene=five-hundred&lang=ja");
    const notice = page.locator(".notice");
    await expect(notice).toContainText("シナリオを読み込めませんでした。");
    await bench.standing();
    later.letThrough();
    await notice.getByRole("button", { name: "もう一度試す" }).click();
    await expect(notice).toHaveCount(0);
    await bench.standing();
    await expect.poll(() => new URL(page.url()).hash).toContain("scene=five-hundred");
  });
}

test("who goes elsewhere while a scene is on its way stays there", async ({ page }) => {
  const [later, bench] = [await Later.watch(page), new Bench(page)];
  await bench.open("#/lab");
  const title = await page.locator(".scenario-title").textContent();
  later.hold();
  await page.goto("index.html#/lab?scene=five-hundred");
  await expect(page.locator(".notice")).toHaveText("Loading the scenario…");
  await page.goto("index.html#/lab");
  await bench.standing();
  const arrived = page.waitForResponse((response) => LATER.test(response.url()) && response.url().endsWith(".scene"));
  later.letThrough();
  await (await arrived).finished();
  await expect(page.locator(".scenario-title")).toHaveText(title ?? "");
  await expect(page.locator(".notice")).toHaveCount(0);
});
