// The page for programs, as docs/host-protocol.md describes it: the same verbs as a reader's, and one plain object.
import { expect, test, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Bench } from "../pages/bench";

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Host = any;

/** Runs a function of the host page. */
function hosted<T>(page: Page, run: (host: Host) => T): Promise<T> {
  return page.evaluate(`(${run.toString()})(window.stsAtlas)`) as Promise<T>;
}

/** Every name in an object, with those within it. */
function names(value: unknown, prefix = ""): string[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((item) => names(item, `${prefix}[]`));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => [`${prefix}.${name}`, ...names(inner, `${prefix}.${name}`)]);
}

test("the verbs do what a reader's acts do", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  expect(await hosted(page, (host) => [host.seek(20 * 60_000), host.fault(1, true), host.seek(80 * 60_000)])).toEqual([true, true, true]);
  await bench.atRest();
  const byHost = await hosted(page, (host) => host.snapshot());

  await page.goto("about:blank");
  const reader = new Bench(page);
  await reader.open();
  await reader.seekMinutes(20);
  await reader.fault(/Path from the Tokyo office/).click();
  await reader.atRest();
  await reader.seekMinutes(80);
  const byReader = await hosted(page, (host) => host.snapshot());
  expect({ ...byReader, route: "" }).toEqual({ ...byHost, route: "" });
  expect(byHost.worlds[0].impaired).toBe(Number(await reader.number("blast.impaired")));
  expect(byHost.faults.slice(0, 2)).toEqual([true, true]);
});

test("the state has the names the page about it has, and no other", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const text = readFileSync(resolve(__dirname, "../../docs/host-protocol.md"), "utf8");
  const documented = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)![1]);
  const state = await hosted(page, (host) => host.snapshot());
  for (const name of names(documented)) expect(names(state), name).toContain(name);
  const open = (name: string) => !name.includes(".matrix.");
  expect(names(state).filter(open).sort()).toEqual(names(documented).filter(open).sort());
  expect(state.worlds[0]).toMatchObject({ digest: documented.worlds[0].digest, impaired: documented.worlds[0].impaired });
});

test("language, theme, tempo and playing follow", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await hosted(page, (host) => [host.setLang("ja"), host.setTheme("dark"), host.setTempo(10_000), host.play()]);
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const state = await hosted(page, (host) => host.snapshot());
  expect(state).toMatchObject({ lang: "ja", theme: "dark", playing: true, tempo_ms_per_second: 10_000 });
  await hosted(page, (host) => host.pause());
  expect((await hosted(page, (host) => host.snapshot())).playing).toBe(false);
});

test("a scene is loaded, and the way back leads to what was there", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  await hosted(page, (host) => host.load("2023-06-13"));
  await expect.poll(() => hosted(page, (host) => host.snapshot().scene)).toBe("2023-06-13");
  await page.goBack();
  await expect.poll(() => hosted(page, (host) => host.snapshot().scene)).toBe("2024-08-29");
  expect((await hosted(page, (host) => host.snapshot())).now_ms).toBe(47 * 60_000);
});

test("what makes no sense changes nothing and is told", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const before = await hosted(page, (host) => host.snapshot());
  const { answers, errors } = await hosted(page, (host) => {
    const errors: string[] = [];
    host.on("error", (error: string) => errors.push(error));
    const answers = [
      host.seek("soon"), host.seek(-1), host.setTempo(0), host.setTempo(Infinity), host.fault(99, true),
      host.fault(0, "yes"), host.fault(0.5, true), host.load("nowhere"), host.load("#/nowhere"), host.setLang("fr"),
      host.setTheme(null), host.on("state", 7), host.on("click", () => {}),
    ];
    return { answers, errors };
  });
  expect(answers.every((answer: boolean) => answer === false)).toBe(true);
  expect(errors).toHaveLength(answers.length);
  for (const error of errors) expect(error).toMatch(/^\w+: expected /);
  expect(await hosted(page, (host) => host.snapshot())).toEqual(before);
});

test("who listens hears of every change, and who comes late of the app standing", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  const heard = await hosted(page, (host) => {
    const heard: string[] = [];
    host.on("ready", () => heard.push("ready"));
    host.on("state", (state: Host) => heard.push(String(state.now_ms)));
    host.seek(60_000);
    return new Promise<string[]>((done) => setTimeout(() => done(heard), 200));
  });
  expect(heard[0]).toBe("ready");
  expect(heard.at(-1)).toBe("60000");
});
