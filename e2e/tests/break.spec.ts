// Breaking anything anywhere: on the map, by the list of controls and by a program it is the same act and the same recording.
import { expect, test, type Page } from "@playwright/test";
import { Bench } from "../pages/bench";

async function atMinute20(page: Page): Promise<Bench> {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  return bench;
}

test("what is broken in a place's panel is what is broken by the list, to the bit, and a link keeps it", async ({ page }) => {
  const byMap = await atMinute20(page);
  await page.locator(".map").first().getByRole("button", { name: /^Singapore/ }).click();
  const panel = await byMap.panel();
  await panel.getByRole("button", { name: "Singapore: the whole Region down" }).click();
  await expect(panel.getByRole("button", { name: "Singapore: the whole Region down" })).toHaveAttribute("aria-pressed", "true");
  await panel.getByRole("button", { name: "Close" }).click();
  await byMap.seekMinutes(40);
  const address = await byMap.address();
  const native = await byMap.terminal();
  const digests = [await byMap.number("digest")];
  expect(native.worlds[0].digest).toBe(digests[0]);

  // Anew: within one page, the bare Lab is the way back to what was broken there.
  await page.goto("about:blank");
  const byList = await atMinute20(page);
  await page.locator(".break-anything summary").click();
  await page.getByRole("combobox", { name: "Where" }).selectOption({ label: "Singapore" });
  await page.locator(".break-anything").getByRole("button", { name: "Singapore: the whole Region down" }).press("Enter");
  await byList.atRest();
  await byList.seekMinutes(40);
  expect(await byList.address()).toEqual(address);
  expect(await byList.number("digest")).toBe(digests[0]);
  // It now stands among the faults, with its times, and can be mended there.
  await expect(page.locator(".fault-entry, .faults > li").filter({ hasText: "Singapore: the whole Region down" }).first()).toContainText("from 08:20");
});

test("the clock tells of the faults that hold, whoever made them, and after them of the last that ended", async ({ page }) => {
  const bench = await atMinute20(page);
  const relation = page.locator(".lab-timeline [data-metric=relation]");
  await expect(relation).toHaveText("12 min before the fault");
  await bench.seekMinutes(130);
  await expect(relation).toHaveText("12 min after the fault ended");
  await bench.fault(/All of us-east-1 down/).click();
  await bench.seekMinutes(135);
  await expect(relation).toHaveText("5 min into the fault");
  await bench.fault(/All of us-east-1 down/).click();
  await bench.seekMinutes(138);
  await expect(relation).toHaveText("3 min after the fault ended");
  await bench.seekMinutes(47);
  await expect(relation).toHaveText("15 min into the fault");
});

test("times are typed, a fault can be made never to happen, and all of it is undone", async ({ page }) => {
  const bench = await atMinute20(page);
  const before = await bench.number("digest");
  const first = page.locator(".lab-controls .faults > li").first();
  await first.locator(".fault-times summary").click();
  await first.getByLabel("From minute").fill("10");
  await first.getByLabel("From minute").press("Enter");
  await bench.atRest();
  await expect(first.getByRole("button").first()).toContainText("08:10–09:58");
  await expect(first.getByRole("button").first()).toHaveAttribute("aria-pressed", "true");
  expect(await bench.number("digest")).not.toBe(before);
  await first.getByLabel("Until minute").fill("15");
  await first.getByLabel("Until minute").press("Enter");
  await bench.atRest();
  await expect(first.getByRole("button").first()).toContainText("08:10–08:15");
  await first.getByRole("button", { name: "Never" }).click();
  await bench.seekMinutes(60);
  expect(await bench.number("blast.impaired")).toBe("0");
  for (let act = 0; act < 3; act += 1) await bench.undo();
  await bench.seekMinutes(20);
  expect(await bench.number("digest")).toBe(before);
  await expect(first.getByRole("button").first()).toContainText("08:32–09:58");
});

test("a place's panel has its Region's switches and moves the map", async ({ page }) => {
  const bench = await atMinute20(page);
  const pictures = await bench.pictures();
  await page.locator(".map").first().getByRole("button", { name: /^Hong Kong/ }).click();
  const panel = await bench.panel();
  await expect(panel.getByRole("switch", { name: "Hong Kong enabled in world A" })).toHaveAttribute("aria-checked", "true");
  await panel.getByRole("button", { name: "Center the map here" }).click();
  await panel.getByRole("button", { name: "Close" }).click();
  expect(await bench.pictures()).not.toEqual(pictures);
});

test("a fault that is added leaves the others as they are: each still breaks and mends once a press, and keeps the focus", async ({ page }) => {
  const bench = await atMinute20(page);
  const office = bench.fault(/Path from the Tokyo office/);
  await office.click();
  await expect(office).toHaveAttribute("aria-pressed", "true");
  await page.locator(".break-anything summary").click();
  await page.getByRole("combobox", { name: "Where" }).selectOption({ label: "Singapore" });
  await office.focus();
  await page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".faults-here button")]
    .find((button) => button.textContent!.includes("the whole Region down"))!.click());
  await expect(bench.fault(/Singapore: the whole Region down/)).toHaveAttribute("aria-pressed", "true");
  await expect(office).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(office).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("Enter");
  await expect(office).toHaveAttribute("aria-pressed", "true");
});
