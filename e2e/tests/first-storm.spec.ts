// The first storm, seen by a reader: the cut hurts world A, the Regional world goes on, in both languages.
import { expect, test } from "@playwright/test";
import { Bench } from "../pages/bench";

test("breaking and mending the path changes who can work", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(80);
  const hurt = Number(await bench.number("blast.impaired"));
  expect(hurt).toBeGreaterThan(0);
  await bench.showWorld("B");
  expect(Number(await bench.number("blast.impaired"))).toBeLessThan(hurt);
  await bench.showWorld("A");

  await bench.fault(/us-east-1 from seven Regions|seven Regions/i).first().click();
  await bench.seekMinutes(95);
  expect(Number(await bench.number("blast.impaired"))).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await bench.atRest();
  expect(Number(await bench.number("blast.impaired"))).toBeGreaterThan(0);
});

test("language and theme switch in place", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(60);
  const before = await bench.number("blast.impaired");
  const english = await bench.pictures();
  await page.getByRole("button", { name: "日本語" }).click();
  await expect(page.getByRole("heading", { name: "影響範囲" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  expect(await bench.number("blast.impaired")).toBe(before);
  const japanese = await bench.pictures();
  expect(japanese).not.toEqual(english);
  const theme = await page.locator("html").getAttribute("data-theme");
  await page.getByRole("button", { name: /テーマにする/ }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme", theme ?? "");
  expect(await bench.pictures()).not.toEqual(japanese);
  await page.getByRole("button", { name: /テーマにする/ }).click();
  expect(await bench.pictures()).toEqual(japanese);
  await page.getByRole("button", { name: "English" }).click();
  await expect.poll(() => bench.pictures()).toEqual(english);
  await page.getByRole("button", { name: "日本語" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "影響範囲" })).toBeVisible();
});

test("a reload keeps what the address has followed", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.flip(/version 2 tokens in world A/);
  await bench.addressFollowed();
  await page.reload();
  await bench.standing();
  await expect(bench.switch(/version 2 tokens in world A/)).toBeChecked();
});

test("who follows a link right after an act and comes back finds it", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await page.evaluate(() => {
    document.querySelector<HTMLElement>(".faults button")?.click();
    document.querySelector<HTMLElement>('nav a[href="#/"]')?.click();
  });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("door");
  await bench.addressFollowed();
  expect(new URL(page.url()).hash).toBe("#/");
  await page.goBack();
  await expect.poll(async () => (await bench.address()).recording).toBeTruthy();
  await expect(bench.fault(/Path from seven Regions/)).toHaveAttribute("aria-pressed", "true");
});
