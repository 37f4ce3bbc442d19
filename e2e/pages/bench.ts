// The page as its users see it: acts and readings under the names they have on screen. No assertion lives here.
import { type Locator, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export type World = "A" | "B";
export const WORLDS: World[] = ["A", "B"];
export type Route = "#/" | "#/lab";
export type Language = "en" | "ja" | "en-x-pseudo";
export type Theme = "light" | "dark";

/** How a reader arrives. Reduced motion unless told otherwise: nothing plays by itself. */
export interface Arrival {
  reducedMotion?: boolean;
  lang?: Language;
  theme?: Theme;
  /** Minutes since the scenario's start. */
  minutes?: number;
}

/** What the terminal says of the same recording; its shape is described in docs/cli.md. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Report = any;

const ROOT = resolve(__dirname, "../..");
/** The first storm begins at 08:00 UTC. */
const START_MINUTES = 8 * 60;
/** The address follows an act a quarter of a second later: a timer of the page that is due after that. */
const ADDRESS_DELAY = 300;

/** `09:20:00`, the time of day so many minutes after the start. */
export function clock(minutes: number): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  const total = START_MINUTES + minutes;
  return `${two(total / 60)}:${two(total % 60)}:${two((total * 60) % 60)}`;
}

export class Bench {
  constructor(readonly page: Page) {}

  /** Opens a route and waits until the app stands, at the moment asked for. */
  async open(route: Route = "#/lab", { reducedMotion = true, lang, theme, minutes }: Arrival = {}) {
    await this.page.emulateMedia({ reducedMotion: reducedMotion ? "reduce" : "no-preference" });
    const query = new URLSearchParams();
    if (lang) query.set("lang", lang);
    if (theme) query.set("theme", theme);
    if (minutes) query.set("t", String(minutes * 60_000_000));
    // What is fetched later may still be on its way: a style sheet among it is awaited by `load`.
    await this.page.goto(`index.html${route}${query.size ? `?${query}` : ""}`, { waitUntil: "domcontentloaded" });
    await this.standing();
    if (minutes) await this.clock().filter({ hasText: clock(minutes) }).waitFor();
  }

  /** Waits until the app has taken the place of the first picture. */
  async standing() {
    await this.page.locator(".map .places button").first().waitFor({ state: "attached" });
  }

  clock(): Locator {
    return this.page.locator('[data-metric="utc"]');
  }

  playButton(): Locator {
    return this.page.locator("button.play");
  }

  slider(): Locator {
    return this.page.getByRole("slider", { name: "Moment shown" });
  }

  async seekMinutes(minutes: number) {
    await this.slider().fill(String(minutes * 60));
    await this.atRest();
  }

  /** The moment shown, in seconds since the start. */
  async playhead(): Promise<number> {
    await this.numbersFollowed();
    return Number(await this.page.locator(".playhead input").inputValue());
  }

  /** Waits until the engine has reached the moment asked for, and numbers have followed the picture. */
  async atRest() {
    await this.numbersFollowed();
    await this.page.waitForFunction(() => !document.querySelector(".lab-timeline [role=status]"));
  }

  /** Numbers are told once the picture is painted: after the next frame. */
  async numbersFollowed() {
    await this.page.evaluate(() => new Promise<void>((done) => {
      if (document.hidden) return done();
      requestAnimationFrame(() => setTimeout(() => setTimeout(done)));
    }));
  }

  fault(name: RegExp): Locator {
    return this.page.locator(".faults").getByRole("button", { name });
  }

  switch(name: RegExp): Locator {
    return this.page.getByRole("switch", { name });
  }

  /** Flips an account switch and waits for what it leads to. */
  async flip(name: RegExp) {
    await this.switch(name).click();
    await this.atRest();
  }

  async undo() {
    await this.page.getByRole("button", { name: "Undo" }).click();
    await this.atRest();
  }

  /** Sets what the clients of a world have configured. */
  async setClients(world: World, mode: "SDK default" | "legacy" | "regional") {
    const group = this.page.locator(".lab-controls").getByRole("group", { name: `World ${world}` });
    await group.getByRole("radio", { name: mode }).check({ force: true });
    await this.atRest();
  }

  async showWorld(world: World) {
    await this.page.getByRole("radio", { name: `World ${world}` }).check({ force: true });
  }

  /** Opens who stands at the first place of the first map, and waits for the panel. */
  async explainPlace(): Promise<Locator> {
    await this.page.locator(".map .places button").first().click();
    return this.panel();
  }

  /** Shows every principal of the world shown. */
  async unfoldPrincipals() {
    const fold = this.page.locator(".lab-readouts .fold");
    if (await fold.getAttribute("aria-expanded") !== "true") await fold.click();
  }

  /** Asks why the principal at this row is as it is. */
  async explainPrincipal(row = 0): Promise<Locator> {
    await this.unfoldPrincipals();
    await this.page.locator(`.lab-readouts [data-row="principals.${row}"] button.why`).click();
    return this.panel();
  }

  /** Puts each instrument on the stage, one after the other, then the maps again; tells its name once it stands. */
  async eachInstrument(visit: (name: string) => Promise<void>) {
    const choices = this.page.locator(".stage-choice label");
    const sheet = this.page.locator(".stage-sheet");
    for (const choice of (await choices.all()).slice(1)) {
      await choice.click();
      await sheet.locator("svg, table").first().waitFor();
      await visit(await choice.innerText());
    }
    await choices.first().click();
  }

  /** Opens whatever is folded away, but of a row of alike forms only the first. */
  async unfoldOneOfEach() {
    await this.unfold("main details:not([open]):not(.sheet > details ~ details) > summary");
  }

  /** Opens whatever is folded away, and what is folded away in it. */
  async unfoldEverything() {
    await this.unfold("main details:not([open]) > summary");
  }

  /** Until nothing more comes. */
  private async unfold(summaries: string) {
    const folds = this.page.locator(summaries);
    for (let quiet = 0; quiet < 3; quiet += 1) {
      const opened = await folds.evaluateAll((folds) => {
        for (const fold of folds as HTMLElement[]) fold.click();
        return folds.length;
      });
      if (opened > 0) quiet = 0;
      await this.page.waitForTimeout(150);
    }
  }

  /** Parts of the page that are out of view are left undrawn, and engines take them for empty: has all of them drawn. */
  async drawWhole() {
    await this.page.evaluate(() => {
      if (document.adoptedStyleSheets.length > 0) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { content-visibility: visible !important; }");
      document.adoptedStyleSheets = [sheet];
    });
  }

  /** The Why panel, once it is open. */
  async panel(): Promise<Locator> {
    const panel = this.page.locator("dialog[open]");
    await panel.waitFor();
    return panel;
  }

  /** Waits until the rules' texts have come. */
  async rulesHere() {
    await this.page.locator(".assumptions li").first().waitFor({ state: "attached" });
  }

  async number(metric: string): Promise<string> {
    await this.numbersFollowed();
    return await this.page.locator(`[data-metric="${metric}"]`).textContent() ?? "";
  }

  /** Every table row the readouts mark, with its cells. */
  async rows(prefix: string): Promise<Record<string, Record<string, string>>> {
    await this.numbersFollowed();
    return this.page.locator(`[data-row^="${prefix}."]`).evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [
        (row as HTMLElement).dataset.row,
        Object.fromEntries([...row.querySelectorAll<HTMLElement>("[data-cell]")].map((cell) => [
          cell.dataset.cell, cell.dataset.value ?? cell.textContent.trim(),
        ])),
      ])));
  }

  /** What the token matrix says in one row, a word per column. */
  async verdicts(source: "global-v1" | "global-v2" | "regional"): Promise<string[]> {
    await this.numbersFollowed();
    return this.page.locator(`[data-row="matrix.${source}"] .verdict-word`).allTextContents();
  }

  /** Fingerprints of what the two maps show now, pixel by pixel, all layers. */
  async pictures(): Promise<string[]> {
    const pictures = await this.page.locator(".map").evaluateAll((maps) => maps.map((map) =>
      [...map.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()).join("\n")));
    return pictures.map((picture) => createHash("sha256").update(picture).digest("hex"));
  }

  /** Waits until the address has followed the last act. */
  async addressFollowed() {
    await this.page.evaluate((delay) => new Promise((due) => setTimeout(due, delay)), ADDRESS_DELAY);
  }

  /** The recording and the moment, as the address has them once it has followed the last act. */
  async address(): Promise<{ recording: string | null; at: string }> {
    await this.addressFollowed();
    const query = new URLSearchParams(new URL(this.page.url()).hash.split("?")[1] ?? "");
    return { recording: query.get("r"), at: query.get("t") ?? "0" };
  }

  /** The same recording at the same moment from the native engine. */
  async terminal(): Promise<Report> {
    const { recording, at } = await this.address();
    const what = recording ? ["--link", recording] : ["--scene", "2024-08-29"];
    return JSON.parse(runCli(["run", ...what, "--until", `${at}us`, "--json"]));
  }
}

export function runCli(args: string[]): string {
  const binary = process.env.STS_ATLAS ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug/sts-atlas");
  if (!existsSync(binary)) execFileSync("cargo", ["build", "--locked", "-p", "sts-atlas-cli"], { cwd: ROOT });
  return execFileSync(binary, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
