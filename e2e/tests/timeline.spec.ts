// The time axis: lengthened behind a window, dead time skipped with a gap that says so, and what other clocks show.
import { expect, test } from "@playwright/test";
import { Bench } from "../pages/bench";

const LONGER = "Zoom time in";
const SHORTER = "Zoom time out";

test("a longer axis scrolls behind its window, follows the moment shown, and has a small map of the whole", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  const slider = page.getByRole("slider").first();
  const width = async () => (await slider.boundingBox())?.width ?? 0;
  const whole = await width();
  await expect(page.locator(".small-map")).toHaveCount(0);
  await expect(page.getByRole("button", { name: SHORTER })).toHaveAttribute("aria-disabled", "true");
  for (const times of [2, 4]) {
    await page.getByRole("button", { name: LONGER }).click();
    expect(await width()).toBeCloseTo(whole * times, -1);
    // What the window shows is marked on the small map.
    const [mark, small] = [page.locator("#time-seen"), page.locator(".small-map")];
    await expect.poll(async () => Math.round((await small.boundingBox())!.width / (await mark.boundingBox())!.width)).toBe(times);
  }
  const scrolled = () => page.locator(".time-window").evaluate((element) => element.scrollLeft);
  const thumb = async () => {
    const [axis, share] = [await slider.boundingBox(), await slider.evaluate((input: HTMLInputElement) => Number(input.value) / Number(input.max))];
    return (axis?.x ?? 0) + (axis?.width ?? 0) * share;
  };
  const inSight = async () => {
    const window = await page.locator(".time-window").boundingBox();
    const at = await thumb();
    return window !== null && at >= window.x - 1 && at <= window.x + window.width + 1;
  };
  expect(await scrolled()).toBe(0);
  await bench.seekMinutes(170);
  await expect.poll(inSight).toBe(true);
  const late = await scrolled();
  expect(late).toBeGreaterThan(whole);
  const map = page.locator(".small-map");
  const box = await map.boundingBox();
  await map.click({ position: { x: (box?.width ?? 0) / 2, y: 5 } });
  expect(await scrolled()).toBeGreaterThan(whole);
  expect(await scrolled()).toBeLessThan(late);
  for (let press = 0; press < 2; press += 1) await page.getByRole("button", { name: SHORTER }).click();
  expect(await width()).toBeCloseTo(whole, 0);
  await expect(map).toHaveCount(0);
});

test("dead time is skipped where that is asked for, and every gap says how long it is", async ({ page }) => {
  const bench = new Bench(page);
  await page.goto("index.html#/lab?scene=2026-05-07");
  await bench.standing();
  await expect(page.locator(".library [aria-current]")).toHaveAttribute("href", /2026-05-07/);
  await page.getByRole("button", { name: "Skip time in which nothing happens" }).click();
  await page.locator(".lab-timeline .tempo").first().selectOption({ label: "1 s = 1 min" });
  // Twenty-two hours, of which next to nothing is worth a minute each second.
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor({ timeout: 60_000 });
  const gaps = page.getByRole("list", { name: "Skipped while playing" }).getByRole("listitem");
  expect(await gaps.count()).toBeGreaterThan(2);
  for (const gap of await gaps.all()) await expect(gap).toHaveText(/^(\d+ h|\d+ h \d+ min|\d+ min|\d+ min \d+ s) skipped$/);
  const [now, length] = await page.evaluate("[stsAtlas.snapshot().now_ms, stsAtlas.snapshot().length_ms]") as number[];
  expect(now).toBe(length);
  await page.getByRole("button", { name: "Back to the start" }).click();
  await expect(gaps).toHaveCount(0);
});

test.describe("clocks", () => {
  test.use({ timezoneId: "Asia/Tokyo" });

  test("other clocks say their day where it is another than that of UTC", async ({ page }) => {
    const bench = new Bench(page);
    await page.goto("index.html#/lab?scene=2025-10-20");
    await bench.standing();
    await expect(page.locator(".library [aria-current]")).toHaveAttribute("href", /2025-10-20/);
    await expect(page.locator("[data-metric=utc]")).toHaveText("06:30:00 UTC");
    await expect(page.locator("[data-metric=elsewhere]")).toHaveText("15:30 your time, 19 Oct 23:30 PDT");
    await page.getByRole("button", { name: "日本語" }).click();
    await expect(page.locator("[data-metric=elsewhere]")).toHaveText("手元の時刻 15:30、PDT 10 月 19 日 23:30");
  });

  test("a scenario of several days says which it is, on the clock, the axis and the posts", async ({ page }) => {
    const bench = new Bench(page);
    await page.goto("index.html#/lab?scene=2026-03-01");
    await bench.standing();
    await expect(page.locator(".library [aria-current]")).toHaveAttribute("href", /2026-03-01/);
    await expect(page.locator("[data-metric=utc]")).toHaveText(/^1 Mar 2026 /);
    await expect(page.locator(".ticks")).toContainText("2 Mar");
    await expect(page.locator(".flags button").last()).toHaveText(/2 Mar |3 Mar /);
  });
});
