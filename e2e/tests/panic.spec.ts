// A panic is never a blank page: it shows what happened in both languages, and a link that brings the state back.
import { expect, test } from "@playwright/test";
import { Bench } from "../pages/bench";

/** A browser that refuses to make another element: the app cannot go on, and a Rust panic follows. */
const refuseElements = () => {
  Document.prototype.createElement = () => { throw new Error("out of elements"); };
  Node.prototype.cloneNode = () => { throw new Error("out of elements"); };
};

test("a panic shows a readable screen whose link brings the same state back", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(70);
  await bench.flip(/version 2 tokens in world A/);
  await bench.addressFollowed();
  const [digest, { hash }] = [await bench.number("digest"), new URL(page.url())];
  expect(hash).toMatch(/r=.+t=/);
  const panic = page.locator("#panic");
  await expect(panic).toBeHidden();

  await page.evaluate(refuseElements);
  await page.locator(".lab-readouts .fold").click();
  await expect(panic).toBeVisible();
  await expect(panic.locator('p[lang="en"]')).toContainText("Something in the simulator broke.");
  await expect(panic.locator('p[lang="ja"]')).toContainText("シミュレーターで問題が起きました。");
  const link = panic.getByRole("link");
  await expect(link).toHaveAttribute("href", hash);

  await Promise.all([page.waitForEvent("load"), link.click()]);
  await bench.standing();
  await bench.atRest();
  await expect(panic).toBeHidden();
  expect(new URL(page.url()).hash).toBe(hash);
  expect(await bench.number("digest")).toBe(digest);
  await expect(bench.switch(/version 2 tokens in world A/)).toBeChecked();
});

test("the link of a panic right after an act holds the act", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await page.evaluate(refuseElements);
  // In one task, so that the address has no time to follow.
  await page.evaluate(() => {
    document.querySelector<HTMLElement>(".faults button")?.click();
    document.querySelector<HTMLElement>(".lab-readouts .fold")?.click();
  });
  const link = page.locator("#panic").getByRole("link");
  await expect(link).toHaveAttribute("href", /r=.+/);
});
