// The library of scenarios, the scene in words, and the keys of the bench.
import { expect, test } from "@playwright/test";
import { Bench, clock } from "../pages/bench";
import { Keys } from "../pages/keys";

test("another scenario is chosen by keyboard; back again, what was done to the first is still there", async ({ page }) => {
  const [bench, keys] = [new Bench(page), new Keys(page)];
  await bench.open("#/lab", { minutes: 20 });
  await bench.fault(/All of us-east-1 down/).click();
  await bench.atRest();
  const before = await bench.number("digest");
  await keys.tabTo(page.locator(".library summary"));
  await keys.press("Enter");
  await keys.tabTo(page.locator(".library a").nth(1));
  await keys.press("Enter");
  await expect(page.locator(".scenario-title")).toContainText("STS endpoint fails, twice");
  await expect(page.locator(".library a[aria-current]")).toContainText("STS endpoint fails, twice");
  await page.goBack();
  await expect(page.locator(".scenario-title")).toContainText("seven Regions");
  await expect.poll(() => bench.number("digest")).toBe(before);
});

test("every scenario of the library opens and shows its maps", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  const links = await page.locator(".library a").evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
  expect(links.length).toBeGreaterThan(7);
  for (const link of links) {
    await page.goto(`index.html${link}`);
    await bench.standing();
    await expect(page.locator(".library a[aria-current]")).toHaveAttribute("href", link);
  }
});

test("the scene in words says what is here, what one can do, what happens now and what comes next", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  await page.locator(".in-words summary").click();
  const part = (name: string) => page.locator(`.in-words [data-metric="${name}"]`);
  await expect(part("here")).toContainText("30 principals at 9 places");
  await expect(part("now")).toContainText("Nothing is broken.");
  await expect(part("next")).toHaveText("At 08:32 this fault begins: Path from seven Regions to us-east-1 cut.");
  await bench.seekMinutes(33);
  const began = "08:32:00 Fault begins: Path from seven Regions to us-east-1 cut";
  await expect(page.locator(".in-words .log li").filter({ hasText: began })).toHaveCount(1);
  await bench.seekMinutes(47);
  await expect(part("now")).toContainText("Path from seven Regions");
  await expect(part("next")).toContainText("At 09:58 this fault ends");
  await expect(page.locator(".in-words .log li").first()).toContainText(/^08:4\d:\d\d .+/);
  await bench.seekMinutes(150);
  await expect(part("next")).toContainText("No fault begins or ends from here on.");
});

test("the keys of the help do what it says, wherever the focus is in the bench, and nothing outside of it", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  await page.locator(".keyboard-help summary").click();
  await expect(page.locator(".keyboard-help kbd")).toHaveText([
    "Shift + Enter", "Shift + →", "Shift + ←", "Shift + Home", "Ctrl + Z", "Ctrl + Shift + Z", "Ctrl + Y",
    "Shift + Page Up", "Shift + Page Down", "Shift + End", "Ctrl + ←", "Ctrl + →", "Ctrl + ↑", "Ctrl + ↓",
  ]);
  await bench.fault(/All of us-east-1 down/).click();
  await bench.atRest();
  const broken = (pressed: boolean) =>
    expect(bench.fault(/All of us-east-1 down/)).toHaveAttribute("aria-pressed", String(pressed));
  await broken(true);
  await page.keyboard.press("Control+z");
  await broken(false);
  await page.keyboard.press("Control+Shift+Z");
  await broken(true);
  await page.keyboard.press("Control+z");
  await broken(false);
  await page.keyboard.press("Control+y");
  await broken(true);

  await page.keyboard.press("Shift+ArrowRight");
  const later = await bench.playhead();
  expect(later).toBeGreaterThan(20 * 60);
  await page.keyboard.press("Shift+ArrowLeft");
  expect(await bench.playhead()).toBeLessThan(later);
  await page.keyboard.press("Shift+Home");
  await expect(bench.clock()).toContainText(clock(0));
  await page.keyboard.press("Shift+Enter");
  await expect(bench.playButton()).toHaveAccessibleName("Pause");
  await page.keyboard.press("Shift+Enter");
  await expect(bench.playButton()).toHaveAccessibleName("Play");

  await bench.seekMinutes(20);
  await page.locator(".brand").focus();
  await page.keyboard.press("Shift+Home");
  expect(await bench.playhead()).toBe(20 * 60);
});
