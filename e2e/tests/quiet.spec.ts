// No frame and no timer runs unless time passes: at rest, paused, hidden or at the end, the page does nothing at all.
import { expect, test } from "@playwright/test";
import { Bench, type Route } from "../pages/bench";
import { Clockwork } from "../pages/clockwork";

const ROUTES: Route[] = ["#/", "#/lab"];
const NOTHING = { frames: 0, timers: 0 };
/** Long enough for anything that comes back every second. */
const A_WHILE = 1_500;
/** Simulated seconds per real second, as scenarios start. */
const TEMPO = 60;

for (const route of ROUTES) {
  test(`${route}: playing takes frames, and pausing ends them`, async ({ page }) => {
    const [clockwork, bench] = [await Clockwork.install(page), new Bench(page)];
    await bench.open(route);
    await bench.playButton().click();
    await expect(bench.playButton()).toHaveAccessibleName("Pause");
    await expect.poll(async () => (await clockwork.during(200)).frames).toBeGreaterThan(2);
    await bench.playButton().click();
    await expect(bench.playButton()).toHaveAccessibleName("Play");
    await clockwork.settled();
    expect(await clockwork.during(A_WHILE)).toEqual(NOTHING);
  });

  test(`${route}: with reduced motion nothing moves by itself`, async ({ page }) => {
    const [clockwork, bench] = [await Clockwork.install(page), new Bench(page)];
    await bench.open(route);
    await expect(bench.playButton()).toHaveAccessibleName("Play");
    await clockwork.settled();
    expect(await clockwork.during(A_WHILE)).toEqual(NOTHING);
    expect(await bench.playhead()).toBe(0);
  });

  test(`${route}: a hidden tab rests, and does not leap when it comes back`, async ({ page }) => {
    const [clockwork, bench] = [await Clockwork.install(page), new Bench(page)];
    await bench.open(route);
    await bench.playButton().click();
    await expect.poll(() => bench.playhead()).toBeGreaterThan(0);
    await clockwork.setHidden(true);
    const before = await bench.playhead();
    expect(await clockwork.during(A_WHILE)).toEqual(NOTHING);
    expect(await bench.playhead()).toBe(before);
    const after = await clockwork.showForTwoFrames();
    expect(after - before).toBeLessThan(0.6 * TEMPO);
    await expect.poll(() => bench.playhead()).toBeGreaterThan(after);
  });

  test(`${route}: at the end of the scenario time stands still`, async ({ page }) => {
    const [clockwork, bench] = [await Clockwork.install(page), new Bench(page)];
    await bench.open(route, { minutes: 179.5 });
    await bench.playButton().click();
    await expect.poll(() => bench.playhead()).toBe(180 * 60);
    await expect(bench.playButton()).toHaveAccessibleName("Play");
    await clockwork.settled();
    expect(await clockwork.during(A_WHILE)).toEqual(NOTHING);
  });
}

test("what plays by itself shows its pause, and the pause ends every frame", async ({ page }) => {
  const [clockwork, bench] = [await Clockwork.install(page), new Bench(page)];
  await bench.open("#/", { reducedMotion: false });
  const begun = await bench.playhead();
  await expect.poll(() => bench.playhead()).toBeGreaterThan(begun);
  await expect(bench.playButton()).toBeInViewport();
  await expect(bench.playButton()).toHaveAccessibleName("Pause");
  await bench.playButton().click();
  await clockwork.settled();
  expect(await clockwork.during(A_WHILE)).toEqual(NOTHING);
});

test("a tab that is opened hidden starts only when it is shown", async ({ page }) => {
  const [clockwork, bench] = [await Clockwork.install(page), new Bench(page)];
  await page.addInitScript(() => Object.assign((window as never)["clockwork"], { hidden: true }));
  await bench.open("#/", { reducedMotion: false });
  await clockwork.settled();
  const begun = await bench.playhead();
  expect(await clockwork.during(A_WHILE)).toEqual(NOTHING);
  expect(await bench.playhead()).toBe(begun);
  await clockwork.setHidden(false);
  await expect.poll(() => bench.playhead()).toBeGreaterThan(begun);
});
