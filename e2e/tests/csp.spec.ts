// The release build on a plain static host, below a path: a strict policy, nothing from elsewhere, no complaint; and a
// readable message where WebAssembly cannot start.
import { expect, test, type Page } from "@playwright/test";
import { Bench } from "../pages/bench";
import { Incidents } from "../pages/incidents";

async function expectNone(incidents: Incidents) {
  expect(await incidents.violations()).toEqual([]);
  expect(incidents.foreign).toEqual([]);
  expect(incidents.failed).toEqual([]);
  expect(incidents.complaints).toEqual([]);
}

test("using both pages breaks no policy, asks no other origin and draws no complaint", async ({ page, baseURL }) => {
  const { origin, pathname } = new URL(baseURL ?? "");
  const incidents = await Incidents.watch(page, origin);
  const bench = new Bench(page);
  await bench.open("#/", { reducedMotion: false });
  await bench.playButton().click();
  await page.getByRole("link", { name: /Open the Lab/ }).click();
  await bench.seekMinutes(60);
  await bench.fault(/STS endpoint in Tokyo/).click();
  await bench.flip(/Hong Kong enabled in world B/);
  await bench.explainPrincipal();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dark theme" }).click();
  await bench.rulesHere();
  await page.getByRole("button", { name: "日本語" }).click();
  await bench.rulesHere();
  await page.reload();
  await bench.standing();
  await bench.rulesHere();
  await expectNone(incidents);
  expect(incidents.answered.filter((path) => !path.startsWith(pathname))).toEqual([]);
  expect(incidents.answered.some((path) => path.endsWith(".wasm"))).toBe(true);
});

test("the policy allows no inline style, no inline script and no eval", async ({ page }) => {
  await new Bench(page).open();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|unsafe-hashes|https?:|\*/);
  const refused = await page.evaluate(async () => {
    const violations: string[] = [];
    const all = new Promise<void>((resolve) => document.addEventListener("securitypolicyviolation", (event) => {
      if (violations.push(event.effectiveDirective) === 3) resolve();
    }));
    const script = Object.assign(document.createElement("script"), { textContent: "window.inlineRan = true" });
    const style = Object.assign(document.createElement("style"), { textContent: "body { opacity: 0 }" });
    document.head.append(script, style);
    await fetch("https://sts.amazonaws.com/").catch(() => undefined);
    await all;
    return { violations: violations.sort(), ran: "inlineRan" in window, opacity: getComputedStyle(document.body).opacity };
  });
  expect(refused).toEqual({
    violations: ["connect-src", "script-src-elem", "style-src-elem"], ran: false, opacity: "1",
  });
});

test("hashed names for everything that the page fetches", async ({ page, baseURL }) => {
  const incidents = await Incidents.watch(page, new URL(baseURL ?? "").origin);
  const bench = new Bench(page);
  await bench.open();
  await bench.rulesHere();
  const isLater = (path: string) => path.includes("/later-");
  const own = incidents.answered.filter((path) => !isLater(path)).map((path) => path.split("/").at(-1) ?? "")
    .filter((name) => /\.(css|js|wasm)$/.test(name) && name !== "boot.js");
  // A 64-bit number without leading zeros: one name in 16 has fewer than 16 digits, one in 65,536 fewer than 13.
  expect(own.filter((name) => !/-[0-9a-f]{12,16}(_bg)?\.(css|js|wasm)$/.test(name))).toEqual([]);
  // The style sheet, the start script, the glue, the module.
  expect(own).toHaveLength(4);
  const later = incidents.answered.filter(isLater);
  expect(later.filter((path) => !/\/later-[0-9a-f]{12,16}\/[a-z0-9-]+(_bg|_loader)?\.(bin|css|txt|js|wasm)$/.test(path))).toEqual([]);
  // The land, the second program in three files with its styles, the rules.
  expect(later.map((path) => path.split("/").at(-1)).sort()).toEqual([
    "land.bin", "rules-en.txt", "sts-atlas-instruments.css", "sts-atlas-instruments.js", "sts-atlas-instruments_bg.wasm", "sts-atlas-instruments_loader.js",
  ]);
});

for (const address of ["/some/sub/path", "/some/sub/path/", "/some/sub/path/index.html", "/", "/index.html"]) {
  test(`the app stands at ${address}`, async ({ page, baseURL }) => {
    const { origin } = new URL(baseURL ?? "");
    const incidents = await Incidents.watch(page, origin);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${origin}${address}#/lab`);
    const bench = new Bench(page);
    await bench.standing();
    await bench.rulesHere();
    await expect(page).toHaveTitle("Lab – STS Atlas");
    await expectNone(incidents);
  });
}

async function expectReadable(page: Page) {
  const message = page.locator("#boot-failed");
  await expect(message).toBeVisible();
  await expect(message.locator('[lang="en"]')).toContainText("The simulator could not start.");
  await expect(message.locator('[lang="en"]')).toBeVisible();
  await expect(message.locator('[lang="ja"]')).toContainText("シミュレーターを開始できませんでした。");
  await expect(message.locator('[lang="ja"]')).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

for (const locale of ["en-US", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a browser without WebAssembly is told so in both languages", async ({ page }) => {
      await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
      await page.goto("index.html#/lab");
      await expectReadable(page);
    });

    test("a host whose policy forbids WebAssembly is told so in both languages", async ({ page }) => {
      await page.route("**/index.html", async (route) => {
        const body = (await (await route.fetch()).text()).replace(" 'wasm-unsafe-eval'", "");
        await route.fulfill({ body, contentType: "text/html; charset=utf-8" });
      });
      await page.goto("index.html#/lab");
      await expectReadable(page);
    });

    test("headline and first picture are there before the module arrives", async ({ page }) => {
      let arrive = () => {};
      const held = new Promise<void>((resolve) => { arrive = resolve; });
      await page.route("**/*.wasm", async (route) => {
        await held;
        await route.continue();
      });
      const [, picture] = await Promise.all([
        page.goto("index.html", { waitUntil: "commit" }),
        page.waitForResponse(/first-(light|dark)-(en|ja)\.svg$/),
      ]);
      expect(picture.url()).toContain(locale === "ja-JP" ? "first-light-ja.svg" : "first-light-en.svg");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        locale === "ja-JP" ? /どの入口から/ : /Which door do your credentials come through/, { useInnerText: true });
      await expect(page.locator(".boot-picture")).toBeVisible();
      await expect(page.locator("canvas")).toHaveCount(0);
      arrive();
      await new Bench(page).standing();
      await expect(page.locator(".boot-picture")).toHaveCount(0);
    });
  });
}
