// README's screenshots, taken from the release build: run by `cargo xtask pictures`.
// Always the same moment, 08:47 of the first storm, at rest.
import { mkdirSync, writeFileSync } from "node:fs";
import { asked, atRest, openPage, withBrowser } from "../bench/browser.mjs";
import { withPalette } from "./png.mjs";

const FOLDER = "docs/pictures";
const MOMENT_US = 47 * 60_000_000;
const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const PICTURES = [
  { name: "lab-light-en", path: "#/lab", theme: "light", lang: "en", screen: DESK },
  { name: "lab-dark-ja", path: "#/lab", theme: "dark", lang: "ja", screen: DESK },
  { name: "door-light-en", path: "#/", theme: "light", lang: "en", screen: DESK },
  { name: "door-dark-ja", path: "#/", theme: "dark", lang: "ja", screen: DESK },
  { name: "lab-phone-ja", path: "#/lab", theme: "light", lang: "ja", screen: PHONE },
];

asked();
mkdirSync(FOLDER, { recursive: true });
await withBrowser(async (browser) => {
  for (const { name, path, theme, lang, screen } of PICTURES) {
    const page = await openPage(browser, `${path}?t=${MOMENT_US}&theme=${theme}&lang=${lang}`, screen);
    await page.locator('[data-metric="utc"]').filter({ hasText: "08:47:00" }).waitFor();
    await atRest(page);
    const file = `${FOLDER}/${name}.png`;
    const picture = withPalette(await page.screenshot({ animations: "disabled", caret: "hide" }));
    writeFileSync(file, picture);
    console.log(`${file} ${Math.ceil(picture.length / 1000)} kB`);
    await page.context().close();
  }
});
