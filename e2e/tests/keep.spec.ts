// Keep and share: the link is this state, and the files say what the page says.
import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { Bench } from "../pages/bench";

test("the copied link opens exactly this state", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  await bench.fault(/All of us-east-1 down/).click();
  await bench.seekMinutes(47);
  await bench.showWorld("B");
  const digest = await bench.number("digest");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator(".keep [role=status]")).toHaveText("Copied: the link opens exactly this state.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto("about:blank");
  await page.goto(link);
  await bench.standing();
  await expect.poll(() => bench.number("digest")).toBe(digest);
  await expect(page.getByRole("radio", { name: "World B" })).toBeChecked();
});

test("tables hold the numbers of the page, and a map is a picture of its size", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 60 });
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync((await download.path())!) };
  };
  const history = await saved("History (CSV)");
  expect(history.name).toBe("sts-atlas-2024-08-29-3600s-history.csv");
  const rows = history.bytes.toString("utf8").trim().split("\n").map((line) => line.split(","));
  const failed = rows.filter((row) => row[1] === "A").reduce((sum, row) => sum + Number(row[3]), 0);
  const counted = Object.values(await bench.rows("requests")).reduce((sum, row) => sum + Number(row.failed.replace(/\D/g, "")), 0);
  expect(failed).toBe(counted);
  const requests = await saved("Last requests (CSV)");
  expect(requests.bytes.toString("utf8")).toContain("connect-timeout");
  const map = await saved("Map A (PNG)");
  const box = (await page.locator(".map").first().boundingBox())!;
  // A PNG says its size in its first chunk.
  expect([map.bytes.readUInt32BE(16), map.bytes.readUInt32BE(20)]).toEqual([Math.floor(box.width), Math.floor(box.height)]);
});
