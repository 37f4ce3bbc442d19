// The instruments of the Lab: charts beside the map, forms that change what is played, files, paper. What they say is what
// the readouts and the native engine say.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { Bench } from "../pages/bench";

const SHEETS = ["A − B", "IAM", "Over time", "Latency", "Session life", "Requests", "Other seeds"] as const;

async function show(page: Page, name: string): Promise<Locator> {
  await page.getByRole("radio", { name, exact: true }).check({ force: true });
  return page.locator(".stage-sheet");
}

/** Opens a fold of forms and the first form in it. */
async function unfold(page: Page, section: string): Promise<Locator> {
  const fold = page.locator(`.${section}`);
  await fold.locator("> summary").click();
  const first = fold.locator(".sheet > details").first();
  await first.locator("> summary").click();
  return first.locator(".form").first();
}

async function saved(page: Page, act: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), path: (await download.path())! };
}

for (const [lang, names] of [["en", SHEETS], ["ja", ["A − B", "IAM", "推移", "レイテンシー", "残り時間", "リクエスト", "別のシード"]]] as const) {
  test(`${lang}: every instrument has pictures with names, what their marks mean, and their numbers`, async ({ page }) => {
    const bench = new Bench(page);
    await bench.open("#/lab", { lang, minutes: 47 });
    for (const name of names) {
      const sheet = await show(page, name);
      await expect(sheet.locator("svg").first()).toBeVisible();
      for (const svg of await sheet.locator("svg").all()) await expect(svg.locator("title")).not.toBeEmpty();
      await expect(page.locator(".lab-world").first()).toBeHidden();
      for (const fold of await sheet.locator("details").all()) await fold.locator("summary").click();
      await expect(sheet.locator("details .hint").first()).toBeVisible();
      await expect(sheet.locator("details table").first()).toBeVisible();
    }
    await show(page, lang === "en" ? "Map" : "地図");
    await expect(page.locator(".lab-world").first()).toBeVisible();
    await expect(page.locator(".stage-sheet")).toBeHidden();
  });
}

test("what an instrument says follows time, and open folds stay open", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  const sheet = await show(page, "Over time");
  await sheet.locator("summary").last().click();
  const rows = sheet.locator("tbody tr");
  const before = await rows.count();
  await bench.seekMinutes(47);
  await expect.poll(() => rows.count()).toBeGreaterThan(before);
  const last = await rows.last().locator("td").allTextContents();
  const impaired = Number(await bench.number("blast.impaired"));
  // The last bucket ends at most a minute before the moment shown.
  expect(Math.abs(Number(last[0]) - impaired)).toBeLessThanOrEqual(1);
});

test("the requests of whoever is chosen are shown as lanes", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const sheet = await show(page, "Requests");
  const other = sheet.locator(".whose button[aria-pressed=false]").first();
  const name = await other.textContent();
  await other.click();
  await expect(sheet.locator("h3").first()).toContainText(name ?? "?");
  await expect(sheet.locator(".whose button[aria-pressed=true]")).toHaveText(name ?? "?");
});

test("a client, an assumption and an account are changed in forms, as the native engine plays them, and undone", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const written = await bench.number("digest");
  const changes: [string, (form: Locator) => Promise<void>][] = [
    ["each-client", async (form) => { await form.locator("select[name=sdk]").selectOption("rust"); }],
    ["each-account", async (form) => { await form.locator("input[value=ap-east-1]").uncheck(); }],
  ];
  for (const [section, change] of changes) {
    const { recording: before } = await bench.address();
    await change(await unfold(page, section));
    await expect.poll(async () => (await bench.address()).recording).not.toBe(before);
    await bench.atRest();
    expect((await bench.terminal()).worlds[0].digest).toBe(await bench.number("digest"));
  }
  const dns = page.locator(".assumptions .form").first().getByRole("textbox");
  const before = await bench.number("digest");
  await dns.fill("25");
  await dns.blur();
  await expect.poll(() => bench.number("digest")).not.toBe(before);
  expect((await bench.terminal()).worlds[0].digest).toBe(await bench.number("digest"));
  const sdk = page.locator(".each-client .form select[name=sdk]").first();
  await expect(sdk).toHaveValue("rust");
  for (let act = 0; act < 3; act += 1) await bench.undo();
  expect(await bench.number("digest")).toBe(written);
  await expect(dns).toHaveValue("4");
  await expect(sdk).toHaveValue("boto3");
});

test("a pasted config is taken over by its button, shown in the form, and what is wrong with it said", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  await show(page, "Over time");
  const form = await unfold(page, "each-client");
  const paste = page.locator(".each-client .sheet > details").first().locator("details");
  await paste.locator("summary").click();
  const taken = async (profile: string, config: string) => {
    await paste.locator("input[name=profile]").fill(profile);
    await paste.locator("textarea").fill(config);
    await paste.getByRole("button", { name: "Take over" }).click();
  };
  const config = "[profile prod]\nregion = us-west-2\nsts_regional_endpoints = regional\naws_secret_access_key = SEEDEDSECRET\n";
  await taken("", config);
  await expect(paste.getByRole("alert")).toHaveText("The text has no such profile. It has: prod.");
  await expect(paste.locator("textarea")).toHaveValue(config);
  await taken("prod", config);
  await expect(form.locator("select[name=region]")).toHaveValue("us-west-2");
  await expect(form.locator("select[name=mode]")).toHaveValue("regional");
  await expect(page.getByRole("radio", { name: "Over time" })).toBeChecked();
  await bench.addressFollowed();
  expect(page.url()).not.toContain("SEEDED");
  await bench.undo();
  await expect(form.locator("select[name=mode]")).toHaveValue("");
});

test("two forms filled in at once are both taken over", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const fields = page.locator(".assumptions .form").getByRole("textbox");
  await fields.first().waitFor();
  await fields.evaluateAll((inputs) => {
    for (const [index, value] of [[0, "25"], [1, "90"]] as const) {
      (inputs[index] as HTMLInputElement).value = value;
      inputs[index].dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  await expect(fields.nth(0)).toHaveValue("25");
  await expect(fields.nth(1)).toHaveValue("90");
  await bench.undo();
  await bench.undo();
  await expect(fields.nth(0)).toHaveValue("4");
  await expect(fields.nth(1)).toHaveValue("60");
});

for (const [lang, says] of [["en", "Enter 0 to 60000."], ["ja", "0〜60000 の値を入力してください。"]] as const) {
  test(`${lang}: what is typed wrong is said beside the field, stays typed and changes nothing`, async ({ page }) => {
    const bench = new Bench(page);
    await bench.open("#/lab", { lang, minutes: 47 });
    const form = page.locator(".assumptions .form").first();
    const digest = await bench.number("digest");
    await form.getByRole("textbox").fill("soon");
    await form.getByRole("textbox").blur();
    await expect(form.getByRole("alert")).toHaveText(says);
    await expect(form.getByRole("textbox")).toHaveValue("soon");
    expect(await bench.number("digest")).toBe(digest);
    await form.getByRole("textbox").fill("4");
    await form.getByRole("textbox").blur();
    await expect(form.getByRole("alert")).toHaveCount(0);
    expect(await bench.number("digest")).toBe(digest);
    await form.getByRole("textbox").fill("5");
    await form.getByRole("textbox").press("Enter");
    await expect(form.getByRole("alert")).toHaveCount(0);
    await expect.poll(() => bench.number("digest")).not.toBe(digest);
  });
}

test("a fault's bar is dragged as a whole and by its ends, one act each", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  const bar = page.locator(".fault-bar").first();
  const times = page.locator(".fault-window").first();
  const drag = async (from: number, by: number) => {
    const box = (await bar.boundingBox())!;
    const [x, y] = [box.x + (from < 0 ? box.width + from : from), box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by / 2, y);
    await page.mouse.move(x + by, y);
    const said = await bar.innerText();
    await page.mouse.up();
    await bench.atRest();
    return said;
  };
  const track = (await page.locator(".fault-lane").first().boundingBox())!.width;
  const half = track * 30 / 180;
  await expect(times).toHaveText("08:32–09:58");
  const title = await bar.innerText();
  // The times it would have are on the bar until it is let go.
  expect(await drag(60, half)).toBe("09:02–10:28");
  expect(await bar.innerText()).toBe(title);
  await expect(times).toHaveText("09:02–10:28");
  await drag(3, half);
  await expect(times).toHaveText("09:32–10:28");
  await drag(-3, -half);
  await expect(times).toHaveText("09:32–09:58");
  // Pushed against the end it keeps its length, and so comes back whole.
  await drag(30, 6 * half);
  await expect(times).toHaveText("10:33–10:59");
  await drag(30, -2 * half);
  await expect(times).toHaveText("09:33–09:59");
  for (let act = 0; act < 5; act += 1) await bench.undo();
  await expect(times).toHaveText("08:32–09:58");
});

test("a bar held beyond the edge of a longer axis pulls the axis along", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 40 });
  for (let windows = 0; windows < 2; windows += 1) await page.getByRole("button", { name: "Zoom time in" }).click();
  const axis = page.locator(".time-window");
  const scrolled = () => axis.evaluate((axis) => axis.scrollLeft);
  const [before, edges] = [await scrolled(), (await axis.boundingBox())!];
  const bar = (await page.locator(".fault-bar").first().boundingBox())!;
  const y = bar.y + bar.height / 2;
  await page.mouse.move(Math.max(bar.x, edges.x) + 40, y);
  await page.mouse.down();
  for (let step = 0; step < 4; step += 1) await page.mouse.move(edges.x + edges.width + 30 + step, y);
  expect(await scrolled()).toBeGreaterThan(before + 100);
  await page.mouse.move(edges.x + edges.width / 2, y);
  const said = await page.locator(".fault-bar").first().innerText();
  await page.mouse.up();
  await expect(page.locator(".fault-window").first()).toHaveText(said);
});

test("a recording is saved, opened and dropped, and another file is refused", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  await bench.fault(/All of us-east-1 down/).click();
  await bench.seekMinutes(47);
  const digest = await bench.number("digest");
  const file = await saved(page, () => page.getByRole("button", { name: "Save recording" }).click());
  expect(file.name).toBe("sts-atlas-2024-08-29-2820s-recording.stsatlas");
  const bytes = readFileSync(file.path);
  const status = page.locator(".keep [role=status]");

  await page.getByRole("button", { name: "Back to the scenario as written" }).click();
  await page.getByLabel("Open file").setInputFiles({ name: "x.stsatlas", mimeType: "", buffer: bytes });
  await expect(status).toHaveText("Opened.");
  await bench.seekMinutes(47);
  expect(await bench.number("digest")).toBe(digest);

  await page.getByLabel("Open file").setInputFiles({ name: "x.stsatlas", mimeType: "", buffer: Buffer.from("{}") });
  await expect(status).toContainText("This file could not be opened.");
  expect(await bench.number("digest")).toBe(digest);

  await page.getByRole("button", { name: "Back to the scenario as written" }).click();
  const transfer = await page.evaluateHandle((data) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(data)], "x.stsatlas"));
    return transfer;
  }, [...bytes]);
  const awaits = page.locator(".lab.awaits");
  // From one part of the Lab to another: entered first, left after it.
  await page.dispatchEvent(".lab-stage", "dragenter", { dataTransfer: transfer });
  await page.dispatchEvent(".lab-timeline", "dragenter", { dataTransfer: transfer });
  await page.dispatchEvent(".lab-stage", "dragleave", { dataTransfer: transfer });
  await expect(awaits).toHaveCount(1);
  await page.dispatchEvent(".lab-timeline", "dragleave", { dataTransfer: transfer });
  await expect(awaits).toHaveCount(0);
  await page.dispatchEvent(".lab-stage", "dragenter", { dataTransfer: await page.evaluateHandle(() => new DataTransfer()) });
  await expect(awaits, "what is no file is not awaited").toHaveCount(0);
  await page.dispatchEvent(".lab-stage", "dragenter", { dataTransfer: transfer });
  await expect(awaits).toHaveCount(1);
  await page.dispatchEvent(".lab-stage", "drop", { dataTransfer: transfer });
  await expect(awaits).toHaveCount(0);
  await expect(status).toHaveText("Opened.");
  await bench.seekMinutes(47);
  expect(await bench.number("digest")).toBe(digest);
});

test("a chart is saved as a picture of its own, and the numbers as JSON", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  const sheet = await show(page, "Latency");
  const chart = await saved(page, () => sheet.getByRole("button", { name: "Save as SVG" }).first().click());
  const text = readFileSync(chart.path, "utf8");
  const parsed = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, "image/svg+xml");
    const [, top, width, height] = picture.documentElement.getAttribute("viewBox")!.split(" ").map(Number);
    const heading = [...picture.querySelectorAll("text")].filter((text) => Number(text.getAttribute("y")) < 0);
    return {
      broken: picture.querySelector("parsererror") !== null, marks: picture.querySelectorAll("path, polygon, circle").length,
      top, width, height, heading: heading.map((text) => text.textContent),
    };
  }, text);
  // Alone in another document, it says what it is, of what, and when.
  expect(chart.name).toContain("Latency of STS calls by route");
  expect(parsed.heading).toEqual(["Latency of STS calls by route, both worlds", "us-east-1 unreachable from seven Regions, 29 Aug 2024 08:47:00 UTC"]);
  expect(parsed.top).toBeLessThan(-40);
  expect(parsed.broken).toBe(false);
  expect(parsed.marks).toBeGreaterThan(10);
  expect(text).toMatch(/\.fill-harm\{fill:#[0-9a-f]{6}\}/);
  const pixels = await saved(page, () => sheet.getByRole("button", { name: "Save as PNG" }).first().click());
  const png = readFileSync(pixels.path);
  // Twice as many pixels as the drawing has, in both directions; a picture of one color would be a few hundred bytes.
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([parsed.width * 2, parsed.height * 2]);
  expect(png.length).toBeGreaterThan(5_000);
  const state = await saved(page, () => page.getByRole("button", { name: "Numbers (JSON)" }).click());
  const read = JSON.parse(readFileSync(state.path, "utf8"));
  expect(read.worlds[0].impaired).toBe(Number(await bench.number("blast.impaired")));
});

test("a storyboard is printed instead of the page, up to the moment shown and no further", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      const paper = document.querySelector("#storyboard")!;
      const others = [...document.body.children].filter((child) => child !== paper);
      Object.assign(window, { printed: {
        seen: paper.checkVisibility() && others.every((child) => !child.checkVisibility()),
        only: document.documentElement.dataset.print, moments: [...paper.querySelectorAll("h2")].map((h) => h.textContent),
        maps: paper.querySelectorAll("svg").length, theme: document.documentElement.dataset.theme,
      } });
    };
  });
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47, theme: "dark" });
  await page.emulateMedia({ media: "print" });
  // On paper the button is not seen.
  await page.getByRole("button", { name: "Print a storyboard", includeHidden: true }).dispatchEvent("click");
  await page.waitForFunction(() => "printed" in window);
  await page.emulateMedia({ media: "screen" });
  const printed = await page.evaluate(() => (window as unknown as { printed: { seen: boolean; only: string; moments: string[]; maps: number; theme: string } }).printed);
  expect(printed.seen).toBe(true);
  expect([printed.only, printed.theme]).toEqual(["storyboard", "light"]);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  expect(printed.moments).toEqual(["08:00 UTC", "08:32 UTC", "08:39 UTC", "08:47 UTC"]);
  expect(printed.maps).toBe(2 * printed.moments.length);
  expect(await page.evaluate(() => document.documentElement.dataset.print)).toBeUndefined();
});

test("a link to the scene that is played can be undone", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  await bench.fault(/All of us-east-1 down/).click();
  await bench.seekMinutes(47);
  const { recording } = await bench.address();
  const digest = await bench.number("digest");
  await page.evaluate(() => { location.hash = "#/lab?scene=2024-08-29&t=2820000000"; });
  await expect.poll(() => bench.number("digest")).not.toBe(digest);
  await bench.undo();
  expect(await bench.number("digest")).toBe(digest);
  expect((await bench.address()).recording).toBe(recording);
});

test("the causes of a request stay those of the moment it was pressed", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 47 });
  await page.locator(".ledger button.why").first().click();
  const panel = await bench.panel();
  await panel.locator(".chain").waitFor();
  const causes = await panel.locator(".cause").allTextContents();
  expect(causes.length).toBeGreaterThan(1);
  const host = (code: string) => page.evaluate(code);
  await host("stsAtlas.seek(10800000)");
  await expect.poll(() => bench.playhead()).toBe(10_800);
  await host("stsAtlas.setLang('ja')");
  await expect(panel.locator(".cause").first()).not.toHaveText(causes[0]);
  await host("stsAtlas.setLang('en')");
  await expect(panel.locator(".cause").first()).toHaveText(causes[0]);
  expect(await panel.locator(".cause").allTextContents()).toEqual(causes);
});

test("while the focus is in the ledger its lines stay, and follow again afterwards", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 40 });
  const names = () => page.locator(".ledger .ledger-who").allTextContents();
  await page.locator(".ledger button.why").first().focus();
  const before = await names();
  await page.evaluate("stsAtlas.seek(3600000)");
  await expect.poll(() => bench.playhead()).toBe(3_600);
  expect(await names()).toEqual(before);
  await page.locator(".play").focus();
  await expect.poll(names).not.toEqual(before);
});

test("a second program that cannot be had is asked for by the reader only, not by the clock", async ({ page }) => {
  let asked = 0;
  await page.route(/_loader\.js$/, (route) => { asked += 1; return route.abort("failed"); });
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  const status = page.locator(".assumptions [role=status]");
  await expect(status).toContainText("could not be loaded");
  const before = asked;
  for (const minutes of [30, 40, 50]) await bench.seekMinutes(minutes);
  expect(asked).toBe(before);
  await status.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);
});

test("a bar is not taken by another button of the pointer", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open("#/lab", { minutes: 20 });
  const box = (await page.locator(".fault-bar").first().boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 5);
  await page.mouse.down({ button: "right" });
  await page.mouse.move(box.x + 160, box.y + 5);
  await page.mouse.up({ button: "right" });
  await expect(page.locator(".fault-window").first()).toHaveText("08:32–09:58");
});
