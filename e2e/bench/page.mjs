// How fast the page is: toggling a fault, scrubbing, frames with 500 requests under way in each world.
// Run by `cargo xtask bench`; figures only, nothing is judged here.
import { readFileSync } from "node:fs";
import { asked, atRest, openIn, openPage, ordinaryWindow, withBrowser } from "./browser.mjs";
import { print, printQuantiles } from "./figures.mjs";

/** 08:47, in the middle of the first storm. */
const IN_THE_STORM = 47 * 60;
const TOGGLES_PER_FAULT = 6;
/** A hand holds a button down so long; what the browser does meanwhile is done when it lets go. */
const PRESS_MS = 80;
/** So long nothing else is asked of the page: until the picture and the numbers are long painted. */
const LEFT_ALONE_MS = 600;
const SCRUBS = 60;
const FRAMES = 300;
/** At least so many frames run code that the browser compiled in haste; those after them what it compiled well meanwhile. */
const COLD_FRAMES = 200;
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
    // Numbers are told once the picture is painted, and painted with the next frame.
    const told = new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))));
    globalThis.told = told.then(globalThis.settled).then((at) => at - event.timeStamp);
  }, { capture: true });
}

/** By hand: a click of Playwright's looks in the page whether it hit what it should, within the time measured. */
async function press(page, control) {
  await control.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await control.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.waitForTimeout(PRESS_MS);
  await page.mouse.up();
  await page.waitForTimeout(LEFT_ALONE_MS);
}

async function toggleFaults() {
  const page = await openIn(await ordinaryWindow(), `#/lab?t=${IN_THE_STORM * 1e6}`, watchPaints);
  await atRest(page);
  const session = await page.context().newCDPSession(page);
  const faults = page.locator(".faults .fault");
  const [times, numbers] = [[], []];
  for (const rate of [1, SLOWDOWN]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    // Not throttled first, not counted: code is compiled a second time while it goes.
    const rounds = rate === 1 ? 2 : TOGGLES_PER_FAULT;
    for (let round = 0; round < rounds; round += 1) {
      for (const fault of await faults.all()) {
        await press(page, fault);
        const [time, told] = await page.evaluate(async () => {
          const times = [await globalThis.painted, await globalThis.told];
          globalThis.painted = globalThis.told = undefined;
          return times;
        });
        if (time === undefined) throw new Error("a fault was not hit by the press on its middle");
        if (rate === SLOWDOWN) {
          times.push(time);
          numbers.push(told);
        }
      }
    }
  }
  print("toggles", times.length);
  printQuantiles("toggle_ms", times);
  printQuantiles("toggle_numbers_ms", numbers);
  await page.context().close();
}

/** A scene's file with some lines changed, as a scenario of its own. */
function changed(scene, changes) {
  let text = readFileSync(`crates/lessons/content/scenes/${scene}.toml`, "utf8");
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${scene}.toml has no \`${from}\` any more`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Has the page play a scenario from its text, and waits until it does. */
async function load(page, text) {
  await page.evaluate((text) => globalThis.stsAtlas.load(text), text);
  await page.waitForFunction(() => globalThis.stsAtlas.snapshot().scene === "bench", null, { polling: 100 });
}

async function scrub(browser, name, text) {
  const page = await openPage(browser, "#/lab", { prepare: watchPaints });
  if (text) await load(page, text);
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
      // Numbers follow the picture; the next scrub begins once they have.
      await new Promise((told) => requestAnimationFrame(() => setTimeout(() => setTimeout(told))));
      await globalThis.settled();
    }
    return times;
  }, SCRUBS);
  printQuantiles(name, times);
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

async function frames(browser, name, text) {
  const page = await openPage(browser, `#/lab?scene=five-hundred&t=${600 * 1e6}`, { prepare: timeFrames });
  if (text) {
    await load(page, text);
    await page.evaluate(() => globalThis.stsAtlas.seek(60_000));
  }
  await atRest(page);
  await page.locator(".lab-timeline select").first().selectOption({ index: 2 });
  const underWay = () => page.locator("[data-cell=in_flight]").evaluateAll((cells) =>
    cells.map((cell) => Number(cell.textContent.replaceAll(",", ""))).reduce((sum, count) => sum + count, 0));
  await page.locator(".lab-timeline .play").click();
  const played = (count) => page.waitForFunction((count) => globalThis.frameTimes.length >= count, count, SLOW_POLL);
  await played(COLD_FRAMES);
  const cold = await page.evaluate(() => globalThis.frameTimes.splice(0));
  print(`cold_frames${name}`, cold.length);
  printQuantiles(`cold_frame${name}_ms`, cold);
  const before = await underWay();
  await played(FRAMES);
  const times = await page.evaluate(() => globalThis.frameTimes);
  print(`requests_under_way${name}`, Math.min(before, await underWay()));
  printQuantiles(`frame${name}_ms`, times);
  await page.context().close();
}

/** In the page, before it loads: counts what wakes it. */
function countWakes() {
  globalThis.wakes = { frames: 0, timers: 0 };
  const kinds = { requestAnimationFrame: "frames", setTimeout: "timers", setInterval: "timers" };
  for (const [name, kind] of Object.entries(kinds)) {
    const native = globalThis[name].bind(globalThis);
    globalThis[name] = (...values) => {
      globalThis.wakes[kind] += 1;
      return native(...values);
    };
  }
}

async function rest(browser) {
  const page = await openPage(browser, `#/lab?t=${IN_THE_STORM * 1e6}`, { prepare: countWakes });
  await atRest(page);
  const wakes = () => page.evaluate(() => ({ ...globalThis.wakes }));
  // What the page does once it stands is over by then.
  await page.waitForTimeout(3_000);
  const before = await wakes();
  await page.waitForTimeout(5_000);
  const after = await wakes();
  print("idle_frames", after.frames - before.frames);
  print("idle_timers", after.timers - before.timers);
  await page.context().close();
}

const DAY = changed("2024-08-29", [['id = "2024-08-29"', 'id = "bench"'], ['length = "3h"', 'length = "24h"']]);
const FIVE_THOUSAND = changed("five-hundred", [["version = 2\n", 'version = 2\nid = "bench"\n'], ["count = 134", "count = 1340"]]);

asked();
await withBrowser(async (browser) => {
  await toggleFaults();
  await scrub(browser, "scrub_ms");
  await scrub(browser, "scrub_day_ms", DAY);
  await frames(browser, "");
  await frames(browser, "_5000", FIVE_THOUSAND);
  await rest(browser);
});
