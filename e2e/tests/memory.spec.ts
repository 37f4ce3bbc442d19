// What is shown and made anew over and over leaves nothing behind: the module's memory, once grown to what the scene needs, stays.
import { expect, test } from "@playwright/test";
import { Bench, type Route } from "../pages/bench";

const ROUTES: Route[] = ["#/", "#/lab"];
/** A calm moment and one in the storm, in milliseconds: between them nearly every number and many parts change. */
const MOMENTS = [10 * 60_000, 80 * 60_000];
/** The unit in which it grows, in bytes: where pieces lie may cost one. */
const A_PAGE = 65_536;

for (const route of ROUTES) {
  test(`${route}: a hundred and fifty storms take no more memory than the first fifty`, async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener("TrunkApplicationStarted", (event) => Object.assign(globalThis, { module: (event as CustomEvent).detail.wasm }));
    });
    await new Bench(page).open(route);
    /** Goes to and fro, waits for each picture and its numbers, and weighs the memory in bytes. */
    const storms = (count: number) =>
      page.evaluate(
        async ({ count, moments }) => {
          // eslint-disable-next-line @typescript-eslint/no-explicit-any
          const { stsAtlas, module } = globalThis as any;
          for (let storm = 0; storm < count; storm += 1) {
            for (const moment of moments) {
              stsAtlas.seek(moment);
              await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
            }
          }
          return module.memory.buffer.byteLength as number;
        },
        { count, moments: MOMENTS },
      );
    const before = await storms(50);
    expect(await storms(150)).toBeLessThanOrEqual(before + A_PAGE);
  });
}
