// The page as its users see it: acts and readings under the names they have on screen. No assertion lives here.
import { type Locator, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";

export type World = "A" | "B";

/** What the terminal says of the same recording; its shape is described in docs/cli.md. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Report = any;

const ROOT = resolve(__dirname, "../..");

export class Bench {
  constructor(readonly page: Page) {}

  /** Opens a route and waits until the app stands. Reduced motion: nothing plays by itself. */
  async open(route = "#/lab", { reducedMotion = true } = {}) {
    await this.page.emulateMedia({ reducedMotion: reducedMotion ? "reduce" : "no-preference" });
    await this.page.goto(`index.html${route}`);
    await this.page.locator(".map canvas").first().waitFor();
  }

  async seekMinutes(minutes: number) {
    const slider = this.page.getByRole("slider", { name: "Moment shown" });
    await slider.fill(String(minutes * 60));
    await this.atRest();
  }

  /** Waits until the engine has reached the moment asked for. */
  async atRest() {
    await this.page.waitForFunction(() => !document.querySelector(".lab-timeline [role=status]"));
  }

  fault(name: RegExp): Locator {
    return this.page.locator(".faults").getByRole("button", { name });
  }

  async showWorld(world: World) {
    await this.page.getByRole("radio", { name: `World ${world}` }).check({ force: true });
  }

  number(metric: string): Promise<string> {
    return this.page.locator(`[data-metric="${metric}"]`).innerText();
  }

  /** Every table row the readouts mark, with its cells. */
  rows(prefix: string): Promise<Record<string, Record<string, string>>> {
    return this.page.locator(`[data-row^="${prefix}."]`).evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [
        (row as HTMLElement).dataset.row,
        Object.fromEntries([...row.querySelectorAll<HTMLElement>("[data-cell]")].map((cell) => [
          cell.dataset.cell, cell.dataset.value ?? cell.innerText.trim(),
        ])),
      ])));
  }

  /** The recording and the moment, as the address has them. */
  async address(): Promise<{ recording: string | null; at: string }> {
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
  const binary = process.env.STS_ATLAS ?? resolve(ROOT, "target/debug/sts-atlas");
  if (!existsSync(binary)) execFileSync("cargo", ["build", "--locked", "-p", "sts-atlas-cli"], { cwd: ROOT });
  return execFileSync(binary, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}
