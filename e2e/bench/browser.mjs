// A Chromium with a page of the release build in it, for measuring and for pictures.
// What is measured or taken is decided by who asks; tests have a configuration of their own.
import { chromium } from "@playwright/test";

const ARGUMENTS = [
  "--no-sandbox", "--disable-background-networking", "--disable-sync",
  "--disable-component-update", "--no-first-run", "--disable-quic",
];

/** `cargo xtask` says which browser, and where the site is. */
export function asked() {
  const { CHROMIUM_PATH, SITE_ADDRESS } = process.env;
  if (!CHROMIUM_PATH || !SITE_ADDRESS) throw new Error("run it through `cargo xtask bench` or `cargo xtask pictures`");
  return { program: CHROMIUM_PATH, address: SITE_ADDRESS };
}

/** Starts the browser, lets `use` have it, and ends it whatever happens. */
export async function withBrowser(use) {
  const browser = await chromium.launch({ executablePath: asked().program, args: ARGUMENTS });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

const READER = {
  viewport: { width: 1440, height: 900 },
  locale: "en-US",
  timezoneId: "Asia/Tokyo",
  // Nothing plays by itself.
  reducedMotion: "reduce",
};

/** A window like a reader's own: a private one forgets the page's icon, and fetches it again with every change of the address. */
export async function ordinaryWindow() {
  return chromium.launchPersistentContext("", { executablePath: asked().program, args: ARGUMENTS, ...READER });
}

/** Opens a route in a context of its own and waits until the app stands. */
export async function openPage(browser, route, { prepare, ...options } = {}) {
  return openIn(await browser.newContext({ ...READER, ...options }), route, prepare);
}

/** Opens a route and waits until the app stands. */
export async function openIn(context, route, prepare) {
  const page = await context.newPage();
  page.on("pageerror", (error) => { throw error; });
  if (prepare) await page.addInitScript(prepare);
  await page.goto(`${asked().address}index.html${route}`);
  await page.locator(".map .places button").first().waitFor({ state: "attached" });
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** Waits until the engine has reached the moment asked for. */
export async function atRest(page) {
  await page.waitForFunction(() => !document.querySelector(".lab-timeline [role=status]"));
}
