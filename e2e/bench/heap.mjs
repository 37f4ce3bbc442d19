// What half an hour of playing leaves behind: the Lab plays its scene over and over, and the heap is weighed after it has
// been swept; with `--quick` for a moment only. Run by `cargo xtask bench --only heap`; figures only, nothing is judged here.
import { asked, openPage, withBrowser } from "./browser.mjs";
import { print } from "./figures.mjs";

/** A scene of three hours passes in three minutes. */
const TEMPO_MS = 60_000;

/** In the page, before it loads: keeps the module's memory at hand. */
function keepModule() {
  addEventListener("TrunkApplicationStarted", (event) => { globalThis.module = event.detail.wasm; });
}

/** Bytes in use once everything unused has been swept: of the page's own heap, and of the module's memory. */
async function weigh(page, session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return { heap: usedSize, module: await page.evaluate(() => globalThis.module.memory.buffer.byteLength) };
}

async function playFor(page, minutes) {
  let loops = 0;
  const end = Date.now() + minutes * 60_000;
  while (Date.now() < end) {
    const { playing } = await page.evaluate(() => globalThis.stsAtlas.snapshot());
    // At the end it stands still, and begins again.
    if (!playing) {
      loops += 1;
      await page.evaluate(() => globalThis.stsAtlas.play());
    }
    await page.waitForTimeout(1_000);
  }
  await page.evaluate(() => globalThis.stsAtlas.pause());
  return loops;
}

const QUICK = process.argv.includes("--quick");
const [WARM_UP_MINUTES, MINUTES] = QUICK ? [0.1, 0.3] : [4, 30];

asked();
await withBrowser(async (browser) => {
  const page = await openPage(browser, "#/lab", { prepare: keepModule });
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  await page.evaluate((tempo) => globalThis.stsAtlas.setTempo(tempo), TEMPO_MS);
  await playFor(page, WARM_UP_MINUTES);
  // Weighed at the same moment both times: what a moment shows is not growth.
  const atStart = async () => {
    await page.evaluate(() => globalThis.stsAtlas.seek(0));
    await page.waitForTimeout(2_000);
    return weigh(page, session);
  };
  const before = await atStart();
  const loops = await playFor(page, MINUTES);
  const after = await atStart();
  print("minutes", MINUTES);
  print("loops", loops);
  print("heap_grown_bytes", after.heap - before.heap);
  print("module_bytes_before", before.module);
  print("module_bytes_after", after.module);
});
