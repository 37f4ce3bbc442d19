// A scenario of the reader's own: dropped, chosen or loaded by a program, it is played like any other, or what is wrong is said.
import { expect, test, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { Bench } from "../pages/bench";

const MINE = `version = 2
id = "mine"
title = { en = "Mine", ja = "自作のシナリオ" }
as_of = 2024-08-29
start = 2024-08-29T08:00:00Z
length = "1h"

[[principal]]
name = "web"
count = 3
at = "ap-northeast-1"
kind = "job"
every = "2m"
credentials = "assume-role"
client = { sdk = "boto3", version = "1.34.0" }

[[fault]]
kind = "path"
title = { en = "Road cut", ja = "経路の切断" }
from = ["ap-northeast-1"]
to = ["us-east-1"]
start = "10m"
end = "40m"

[twin]
label = { en = "regional", ja = "リージョナル" }
client = { sts_regional_endpoints = "regional" }
`;

async function choose(page: Page, name: string, content: string | Buffer) {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  await page.locator(".keep input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

const status = (page: Page) => page.locator(".keep [role=status]");

test("a scenario file is played, explained, kept in a recording and opened again", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await choose(page, "mine.toml", MINE);
  await expect(page.locator(".scenario-title")).toHaveText("Mine");
  await bench.seekMinutes(30);
  expect(Number(await bench.number("blast.impaired"))).toBe(3);
  const digest = await bench.number("digest");
  // The second program plays it, too.
  await page.locator(".stage-choice label", { hasText: "Over time" }).click();
  await expect(page.locator(".stage-sheet svg").first()).toBeVisible();
  await page.locator(".stage-choice label").first().click();
  await expect(await bench.explainPrincipal()).toContainText("web/1 (World A)");
  await page.keyboard.press("Escape");

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save recording" }).click()]);
  const recording = readFileSync((await download.path())!);
  await page.goto("about:blank");
  await bench.open();
  await choose(page, "recording.stsatlas", recording);
  await expect(page.locator(".scenario-title")).toHaveText("Mine");
  await bench.seekMinutes(30);
  expect(await bench.number("digest")).toBe(digest);
  // A form of the second program, which was told of the scenario.
  await page.locator(".stage-choice label", { hasText: "Over time" }).click();
  await expect(page.locator(".stage-sheet svg").first()).toBeVisible();
});

test("a scenario that is loaded at the door leads to the Lab, and back leads to what was there", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  await bench.fault(/All of us-east-1 down/).click();
  await bench.addressFollowed();
  const digest = await bench.number("digest");
  await choose(page, "mine.toml", MINE);
  await expect(page.locator(".scenario-title")).toHaveText("Mine");
  await expect(status(page)).toContainText("Opened.");
  await page.goBack();
  await expect(page.locator(".scenario-title")).not.toHaveText("Mine");
  await expect.poll(() => bench.number("digest")).toBe(digest);
  await page.goto("index.html#/");
  await bench.standing();
  await page.evaluate(`stsAtlas.load(${JSON.stringify(MINE)})`);
  await expect(page.locator(".scenario-title")).toHaveText("Mine");
  expect(page.url()).toContain("#/lab?scene=mine");
});

test("another file with the same id takes the place of the first", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await choose(page, "mine.toml", MINE);
  await expect(page.locator(".scenario-title")).toHaveText("Mine");
  await choose(page, "mine.toml", MINE.replace("count = 3", "count = 5").replace('en = "Mine"', 'en = "Mine, again"'));
  await expect(page.locator(".scenario-title")).toHaveText("Mine, again");
  await bench.seekMinutes(30);
  expect(Number(await bench.number("blast.impaired"))).toBe(5);
});

test("what is wrong with a file is said with line and expectation, in the reader's language, and nothing is lost", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const digest = await bench.number("digest");
  await choose(page, "mine.toml", MINE.replace('"boto3"', '"boto4"').replace('"1h"', '"1x"'));
  await expect(status(page)).toContainText("mine.toml:6:");
  await expect(status(page)).toContainText("boto3");
  await page.getByRole("button", { name: "日本語" }).click();
  await choose(page, "mine.json", "{ \"version\": 2 }");
  await expect(status(page)).toContainText("ください");
  await choose(page, "picture.png", Buffer.from([0x89, 0x50, 0xff, 0xfe, 0]));
  await expect(status(page)).toContainText("シナリオファイルでもありません");
  await choose(page, "large.toml", "#".repeat(2_100_000));
  await expect(status(page)).toContainText("大きすぎます");
  expect(await bench.number("digest")).toBe(digest);
});

test("a program loads a scenario's text, and hears what is wrong with one", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  const wrong = page.evaluate((text) => new Promise((tell) => {
    const atlas = (window as never as { stsAtlas: { on(event: string, run: (detail: unknown) => void): void; load(text: string): boolean } }).stsAtlas;
    atlas.on("error", tell);
    atlas.load(text);
  }), MINE.replace('"boto3"', '"boto4"'));
  expect(await wrong).toContain("scenario.toml:");
  expect(await page.evaluate(`stsAtlas.load(${JSON.stringify(MINE)})`)).toBe(true);
  await expect(page.locator(".scenario-title")).toHaveText("Mine");
});
