// Whatever hands do, the page does not panic or complain, and what it shows is what its link says: a fresh page that opens
// the link has the same digests. RANDOM_SEED and RANDOM_SECONDS ask for another run than the one of every change.
import { expect, test, type Page } from "@playwright/test";
import { Bench } from "../pages/bench";
import { Incidents } from "../pages/incidents";
import { RandomHands } from "../pages/random-hands";

const SEED = Number(process.env.RANDOM_SEED ?? 20_240_829);
const SECONDS = Number(process.env.RANDOM_SECONDS ?? 20);
/** Acts between two looks at the link. */
const ACTS = 40;

/** What a link holds, of the state a program sees. */
interface State {
  route: string;
  scene: string;
  as_of: string;
  now_ms: number;
  seed: number;
  faults: boolean[];
  worlds: unknown[];
  loading: boolean;
  pending: boolean;
  playing: boolean;
}

function state(page: Page): Promise<State> {
  return page.evaluate(() => (window as unknown as { stsAtlas: { snapshot(): State } }).stsAtlas.snapshot());
}

/** Lets time stand still and the engine come to the moment asked for. */
async function still(page: Page): Promise<State> {
  await page.evaluate(() => (window as unknown as { stsAtlas: { pause(): void } }).stsAtlas.pause());
  await expect.poll(async () => {
    const { loading, pending } = await state(page);
    return loading || pending;
  }, { timeout: 30_000 }).toBe(false);
  return state(page);
}

/**
 * Sources stand elsewhere, printing opens the browser's own window, and a swipe to the side is the browser's way back to
 * where the page was opened from: none is a part of the page.
 */
async function keepInside(page: Page) {
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => { document.documentElement.style.overscrollBehaviorX = "none"; });
    window.print = () => {};
    window.addEventListener("click", (event) => {
      const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
      if (link && link.origin !== location.origin) event.preventDefault();
    }, true);
  });
}

test.use({ hasTouch: true, acceptDownloads: false });

test(`random hands, seed ${SEED}, for ${SECONDS} s`, async ({ page, browser, baseURL }) => {
  test.setTimeout((SECONDS + 90) * 1_000);
  const incidents = await Incidents.watch(page, new URL(baseURL ?? "").origin);
  await keepInside(page);
  await new Bench(page).open("#/lab", { reducedMotion: false });
  const hands = await RandomHands.of(page, SEED);
  const fresh = await browser.newPage({ baseURL });
  let compared = 0;
  try {
    for (const end = Date.now() + SECONDS * 1_000; Date.now() < end;) {
      for (let act = 0; act < ACTS && Date.now() < end; act += 1) {
        await hands.act();
        expectUnharmed(incidents);
      }
      compared += Number(await expectLinkIsTrue(page, fresh));
    }
  } catch (reason) {
    console.log(`the last acts of seed ${SEED}:\n${hands.done.slice(-80).join("\n")}`);
    throw reason;
  }
  console.log(`seed ${SEED}: ${hands.done.length} acts, ${compared} links compared`);
  expect(compared).toBeGreaterThan(0);
});

/** A panic complains on the console, too. */
function expectUnharmed(incidents: Incidents) {
  expect(incidents.complaints).toEqual([]);
  expect(incidents.foreign).toEqual([]);
}

/** Whether there was a link to compare: the door has none, so on to the Lab from there. */
async function expectLinkIsTrue(page: Page, fresh: Page): Promise<boolean> {
  const here = await still(page);
  if (!here.route.startsWith("#/lab?")) {
    await page.evaluate(() => { location.hash = "#/lab"; });
    return false;
  }
  await fresh.goto("about:blank");
  await fresh.goto(`index.html${here.route}`);
  await new Bench(fresh).standing();
  const there = await still(fresh);
  const held = ({ scene, as_of, now_ms, seed, faults, worlds }: State) => ({ scene, as_of, now_ms, seed, faults, worlds });
  expect(held(there), here.route).toEqual(held(here));
  return true;
}
