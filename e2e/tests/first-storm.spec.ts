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

test("the door shows its scene as written, and the Lab comes back as it was left", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  await bench.fault(/Path from the Tokyo office/).click();
  await page.getByRole("link", { name: "Start" }).click();
  await expect(page.locator(".door")).toBeVisible();
  await expect(page.locator(".live-summary")).not.toContainText("office");
  await page.getByRole("link", { name: "Lab", exact: true }).click();
  await expect(bench.fault(/Path from the Tokyo office/)).toHaveAttribute("aria-pressed", "true");
  await expect(bench.clock()).toContainText("08:47:00");
  await bench.addressFollowed();
  await page.reload();
  await expect(bench.fault(/Path from the Tokyo office/)).toHaveAttribute("aria-pressed", "true");
  await expect(bench.clock()).toContainText("08:47:00");
});

test("an address that leads nowhere shows the door and stays, and the Lab is as it was left", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  await bench.fault(/All of us-east-1 down/).click();
  await bench.seekMinutes(30);
  const digest = await bench.number("digest");
  await page.evaluate(() => { location.hash = "#/nowhere"; });
  await expect(page.getByText("There is nothing at this address.")).toBeVisible();
  await page.getByRole("slider", { name: "Moment shown" }).fill("600");
  // The panel of a place breaks nothing there, as on the door.
  const panel = await bench.explainPlace();
  await expect(panel.getByRole("button", { name: /the whole Region down/ })).toHaveCount(0);
  await panel.getByRole("button", { name: "Close" }).click();
  await bench.address();
  expect(new URL(page.url()).hash).toBe("#/nowhere");
  await page.getByRole("link", { name: "Lab", exact: true }).click();
  await bench.atRest();
  expect(await bench.number("digest")).toBe(digest);
});

test("captions and summary say what settings lead to", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  const caption = page.locator(".lab-caption").first();
  await expect(caption).toContainText("each SDK’s default of the date");
  await bench.setClients("A", "regional");
  await expect(caption).toContainText("Regional wherever it can be set");
  await bench.flip(/Hong Kong enabled in world A/);
  await expect(caption).toContainText("changed");
  await expect(page.locator(".live-summary")).toContainText(/World A: .*even without/);
  await expect(page.locator(".live-summary")).toContainText("World B: all 30 principals are working.");
});

test("a day that is not the scenario's own is marked as inferred", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  const note = page.locator(".lab-controls").getByText(/is inferred from what AWS documents/);
  await expect(note).toHaveCount(0);
  await page.getByRole("radio", { name: /as known on/ }).check({ force: true });
  await expect(note).toBeVisible();
});
