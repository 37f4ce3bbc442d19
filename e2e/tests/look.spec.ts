// The view of the map: buttons, keys and pointer lead to the same pictures, both maps alike, and back again.
import { expect, test } from "@playwright/test";
import { Bench } from "../pages/bench";

test("zoom and move by buttons and by keys give the same pictures, and the whole world comes back", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const world = await bench.pictures();
  const press = (name: string) => page.getByRole("group", { name: "View of the map" }).getByRole("button", { name }).click();
  // Twice: nearer once, a wide stage still shows the whole width, and there is nothing to move.
  await press("Zoom in");
  await press("Zoom in");
  const near = await bench.pictures();
  expect(near[0]).not.toBe(world[0]);
  expect(near[1]).not.toBe(world[1]);
  await press("Look further west");
  const west = await bench.pictures();
  expect(west).not.toEqual(near);
  await press("Whole world");
  expect(await bench.pictures()).toEqual(world);

  await page.locator(".play").focus();
  await page.keyboard.press("Shift+PageUp");
  await page.keyboard.press("Shift+PageUp");
  expect(await bench.pictures()).toEqual(near);
  await page.keyboard.press("Control+ArrowLeft");
  expect(await bench.pictures()).toEqual(west);
  await page.keyboard.press("Shift+End");
  expect(await bench.pictures()).toEqual(world);

  await press("Center the other ocean");
  expect(await bench.pictures()).not.toEqual(world);
  await press("Center the other ocean");
  expect(await bench.pictures()).toEqual(world);
});

test("a drag moves a near map, the wheel zooms while control is held, and neither touches the recording", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const digest = await bench.number("digest");
  const world = await bench.pictures();
  const box = (await page.locator(".map").first().boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const drag = async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 20, { steps: 4 });
    await page.mouse.up();
  };
  await drag();
  expect(await bench.pictures(), "the whole world has nowhere to go").toEqual(world);
  await page.mouse.wheel(0, -300);
  expect(await bench.pictures(), "the wheel alone scrolls").toEqual(world);
  await page.keyboard.down("Control");
  for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await expect.poll(() => bench.pictures()).not.toEqual(world);
  const near = await bench.pictures();
  await drag();
  await expect.poll(() => bench.pictures()).not.toEqual(near);
  expect(await bench.number("digest")).toBe(digest);
});

for (const width of [1440, 1000, 390]) {
  test(`${width} px: what is said of a world covers nothing of its map that is near`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const bench = new Bench(page);
    await bench.open("#/lab", { minutes: 47 });
    const nearer = page.locator(".view-controls button").first();
    for (let times = 0; times < 3; times += 1) await nearer.click();
    await bench.atRest();
    const world = page.locator(".lab-world").first();
    const [map, note] = [(await world.locator(".map").boundingBox())!, (await world.locator(".off-the-map").boundingBox())!];
    expect(note.height).toBeGreaterThan(10);
    expect(note.y + note.height <= map.y + 1 || note.y >= map.y + map.height - 1, JSON.stringify({ note, map })).toBe(true);
    if (width < 1_180) {
      const caption = (await world.locator(".lab-caption").boundingBox())!;
      expect(caption.y + caption.height, "the world's name stands above its map").toBeLessThanOrEqual(map.y + 1);
    }
  });
}
