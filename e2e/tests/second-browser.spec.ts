// The smoke tests in Firefox: the door plays, the Lab breaks and mends, languages, themes, keys and links work, and the
// numbers are those of the terminal to the bit. No complaint on the console, nothing asked from anyone else.
import { expect, test } from "@playwright/test";
import { type Browser } from "puppeteer-core";
import { runCli } from "../pages/bench";
import { SecondBrowser, launchFirefox } from "../pages/second-browser";

// One browser for all of them.
test.describe.configure({ mode: "default" });

let browser: Browser;
let opened: SecondBrowser[] = [];

test.beforeAll(async () => {
  browser = await launchFirefox();
});

test.afterAll(async () => {
  await browser?.close();
});

test.afterEach(async () => {
  const pages = opened;
  opened = [];
  for (const page of pages) await page.close();
  expect(pages.flatMap((page) => page.complaints)).toEqual([]);
  expect(pages.flatMap((page) => page.foreign)).toEqual([]);
});

async function arrive(baseURL: string | undefined, hash: string): Promise<SecondBrowser> {
  const page = await SecondBrowser.open(browser, baseURL ?? "", hash);
  opened.push(page);
  return page;
}

test("the door starts, draws its map and plays until it is paused", async ({ baseURL }) => {
  const page = await arrive(baseURL, "#/");
  expect(await page.colors()).toBeGreaterThan(10);
  const begun = await page.playhead();
  await expect.poll(() => page.playhead()).toBeGreaterThan(begun);
  await page.press(".play", /Pause/);
  await page.find(".play", /Play/);
  const paused = await page.playhead();
  await page.hash();
  expect(await page.playhead()).toBe(paused);
});

test("breaking and mending in the Lab changes the readouts, as the terminal says of the same link", async ({ baseURL }) => {
  const page = await arrive(baseURL, "#/lab?t=1200000000");
  await expect.poll(() => page.number("blast.impaired")).toBe("0");
  const calm = await page.number("digest");
  await page.press(".faults button", /All of us-east-1 down/);
  await page.seekMinutes(47);
  expect(Number(await page.number("blast.impaired"))).toBeGreaterThan(0);
  const query = new URLSearchParams((await page.hash()).split("?")[1]);
  const native = JSON.parse(runCli(["run", "--link", query.get("r") ?? "", "--until", `${query.get("t")}us`, "--json"]));
  expect(await page.number("digest")).toBe(native.worlds[0].digest);
  expect(await page.number("blast.impaired")).toBe(String(native.worlds[0].blast.impaired));
  await page.seekMinutes(20);
  await page.press(".faults button", /All of us-east-1 down/);
  await page.atRest();
  expect(await page.number("digest")).toBe(calm);
});

test("language and theme switch in place and are there after a reload", async ({ baseURL }) => {
  const page = await arrive(baseURL, "#/lab?t=2820000000");
  const [theme, digest] = [await page.attribute("html", "data-theme"), await page.number("digest")];
  await page.press("button", /日本語/);
  await page.find("h2", /影響範囲/);
  expect(await page.attribute("html", "lang")).toBe("ja");
  await page.press("button", /テーマにする/);
  expect(await page.attribute("html", "data-theme")).not.toBe(theme);
  expect(await page.number("digest")).toBe(digest);
  await page.visit(await page.hash());
  await page.find("h2", /影響範囲/);
  expect(await page.attribute("html", "data-theme")).not.toBe(theme);
});

test("the keys step, play and undo", async ({ baseURL }) => {
  const page = await arrive(baseURL, "#/lab?t=1200000000");
  const { keyboard } = page.page;
  const chord = async (modifier: "Shift" | "Control", key: "ArrowRight" | "ArrowLeft" | "Enter" | "z") => {
    await keyboard.down(modifier);
    await keyboard.press(key);
    await keyboard.up(modifier);
  };
  await page.page.focus(".play");
  await chord("Shift", "ArrowRight");
  const later = await page.playhead();
  expect(later).toBeGreaterThan(1_200);
  await chord("Shift", "ArrowLeft");
  expect(await page.playhead()).toBeLessThan(later);
  const fault = await page.find(".faults button", /All of us-east-1 down/);
  await fault.focus();
  await keyboard.press(" ");
  await expect.poll(() => fault.evaluate((button) => button.getAttribute("aria-pressed"))).toBe("true");
  await chord("Control", "z");
  await expect.poll(() => fault.evaluate((button) => button.getAttribute("aria-pressed"))).toBe("false");
  await chord("Shift", "Enter");
  const begun = await page.playhead();
  await expect.poll(() => page.playhead()).toBeGreaterThan(begun);
});

test("a link opens the same state in another tab", async ({ baseURL }) => {
  const page = await arrive(baseURL, "#/lab?t=1200000000");
  await page.press(".faults button", /STS endpoint in Tokyo/);
  await page.press('[role="switch"]', /version 2 tokens in world A/);
  await page.seekMinutes(40);
  const [hash, digest] = [await page.hash(), await page.number("digest")];
  expect(hash).toMatch(/r=.+t=2400000000/);
  const other = await arrive(baseURL, hash);
  await expect.poll(() => other.number("digest")).toBe(digest);
  expect(await other.hash()).toBe(hash);
});
