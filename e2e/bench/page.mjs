// How fast the page is: toggling a fault, scrubbing, frames with 500 requests under way in each world.
// Run by `cargo xtask bench`; figures only, nothing is judged here.
import { asked, atRest, openPage, withBrowser } from "./browser.mjs";
import { print, printQuantiles } from "./figures.mjs";

/** 08:47, in the middle of the first storm. */
const IN_THE_STORM = 47 * 60;
const TOGGLES_PER_FAULT = 6;
const SCRUBS = 60;
const FRAMES = 300;
const SLOWDOWN = 4;
/** Looks through a timer: Playwright's own way is by frames, which would be counted. */
const SLOW_POLL = { polling: 250, timeout: 120_000 };

/** In the page: when what an act led to has been painted and the engine has caught up. */
function watchPaints() {
  const afterPaint = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(null);
  }));
  globalThis.settled = async () => {
    let at = await afterPaint();
    while (document.querySelector(".lab-timeline [role=status]")) at = await afterPaint();
    return at;
  };
  addEventListener("click", (event) => {
    globalThis.painted = globalThis.settled().then((at) => at - event.timeStamp);
  }, { capture: true });
}

async function toggleFaults(browser) {
  const page = await openPage(browser, `#/lab?t=${IN_THE_STORM * 1e6}`, { prepare: watchPaints });
  await atRest(page);
  const session = await page.context().newCDPSession(page);
  const faults = page.locator(".faults .fault");
  const times = [];
  for (const rate of [1, SLOWDOWN]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    // Not throttled first, not counted: code is compiled a second time while it goes.
    const rounds = rate === 1 ? 2 : TOGGLES_PER_FAULT;
    for (let round = 0; round < rounds; round += 1) {
      for (const fault of await faults.all()) {
        await fault.click();
        const time = await page.evaluate(() => globalThis.painted);
        if (rate === SLOWDOWN) times.push(time);
      }
    }
  }
  print("toggles", times.length);
  printQuantiles("toggle_ms", times);
  await page.context().close();
}

async function scrub(browser) {
  const page = await openPage(browser, "#/lab", { prepare: watchPaints });
  const slider = page.getByRole("slider").first();
  const times = await slider.evaluate(async (input, count) => {
    const set = (value) => {
      input.value = String(value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    // Behind everything that the act itself started.
    const nextTask = () => new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    });
    set(input.max);
    await globalThis.settled();
    const times = [];
    let draw = 1;
    for (let index = 0; index < count; index += 1) {
      // Park and Miller's generator: the same moments in every run.
      draw = draw * 48271 % 2147483647;
      const begin = performance.now();
      set(draw % Number(input.max));
      await nextTask();
      const pending = document.querySelector(".lab-timeline [role=status]");
      times.push((pending ? await globalThis.settled() : performance.now()) - begin);
      await globalThis.settled();
    }
    return times;
  }, SCRUBS);
  printQuantiles("scrub_ms", times);
  await page.context().close();
}

/** In the page, before it loads: how long each frame's callback takes, with all that it sets off before the next. */
function timeFrames() {
  const native = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.frameTimes = [];
  globalThis.requestAnimationFrame = (callback) => {
    let begin = 0;
    const id = native((now) => {
      begin = performance.now();
      callback(now);
    });
    // The next callback of the same frame comes after what the first one queued as microtasks.
    native(() => {
      if (begin > 0) globalThis.frameTimes.push(performance.now() - begin);
    });
    return id;
  };
}

async function frames(browser) {
  const page = await openPage(browser, `#/lab?scene=five-hundred&t=${600 * 1e6}`, { prepare: timeFrames });
  await atRest(page);
  await page.locator(".lab-timeline select").selectOption({ index: 2 });
  const underWay = () => page.locator("[data-cell=in_flight]").evaluateAll((cells) =>
    cells.map((cell) => Number(cell.textContent.replaceAll(",", ""))).reduce((sum, count) => sum + count, 0));
  await page.locator(".lab-timeline .play").click();
  // Not counted: code is compiled a second time while it goes.
  await page.waitForFunction(() => globalThis.frameTimes.length >= 60, null, SLOW_POLL);
  await page.evaluate(() => { globalThis.frameTimes = []; });
  const before = await underWay();
  await page.waitForFunction((count) => globalThis.frameTimes.length >= count, FRAMES, SLOW_POLL);
  const times = await page.evaluate(() => globalThis.frameTimes);
  print("requests_under_way", Math.min(before, await underWay()));
  print("frames", times.length);
  printQuantiles("frame_ms", times);
  await page.context().close();
}

asked();
await withBrowser(async (browser) => {
  await toggleFaults(browser);
  await scrub(browser);
  await frames(browser);
});
