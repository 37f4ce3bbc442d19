// Each setting changes the readouts as the model says, and as the terminal says of the same recording.
import { expect, test } from "@playwright/test";
import { Bench, WORLDS, type World } from "../pages/bench";
import { numbers } from "../pages/readouts";

/** Regions with a column in the token matrix, after the one for Regions enabled by default. */
const OPT_IN = ["Hong Kong", "Jakarta", "Malaysia", "Zurich"];
const column = (region: string) => OPT_IN.indexOf(region) + 1;

/** Impaired by a fault, those that cannot renew, and those impaired without any, in the world shown. */
async function harm(bench: Bench, world: World) {
  await bench.showWorld(world);
  const native = (await bench.terminal()).worlds[world === "A" ? 0 : 1].blast;
  const without = bench.page.locator('[data-metric="blast.impaired_without_fault"]');
  const shown = {
    impaired: Number(await bench.number("blast.impaired")),
    cannotRenew: numbers(await bench.number(`caption.${world}`))[1],
    withoutFault: await without.count() ? numbers(await without.textContent() ?? "")[0] : 0,
  };
  expect(shown, `world ${world}, page and terminal`).toEqual({
    impaired: native.impaired,
    cannotRenew: native.exposed + native.draining,
    withoutFault: native.impaired_without_fault,
  });
  return shown;
}

async function digest(bench: Bench, world: World): Promise<string> {
  await bench.showWorld(world);
  return bench.number("digest");
}

test("us-east-1 going down stops world A and only its own users in world B", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(20);
  const calm = { impaired: 0, cannotRenew: 0, withoutFault: 0 };
  expect(await harm(bench, "A")).toEqual(calm);
  expect(await harm(bench, "B")).toEqual(calm);

  await bench.fault(/All of us-east-1 down/).click();
  await bench.atRest();
  await expect(page.locator(".lab .live-summary")).toContainText("All of us-east-1 down");
  // At once only who works on data there; everyone with the global name can no longer renew.
  expect(await harm(bench, "A")).toEqual({ ...calm, impaired: 1, cannotRenew: 21 });
  // In B one client has no Region set and stays with the global name.
  expect(await harm(bench, "B")).toEqual({ ...calm, impaired: 1, cannotRenew: 1 });

  await bench.seekMinutes(80);
  const [a, b] = [await harm(bench, "A"), await harm(bench, "B")];
  expect(a.impaired + a.cannotRenew).toBe(22);
  expect(b).toEqual({ ...calm, impaired: 2 });

  await bench.undo();
  await bench.seekMinutes(20);
  expect(await harm(bench, "A")).toEqual(calm);
});

test("the Tokyo STS endpoint going down stops world B, which uses it, and not world A", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(10);
  await bench.fault(/STS endpoint in Tokyo down/).click();
  await bench.seekMinutes(28);
  const [a, b] = [await harm(bench, "A"), await harm(bench, "B")];
  expect(b.impaired + b.cannotRenew).toBeGreaterThan(a.impaired + a.cannotRenew);
  // Java v2 and Rust call the Regional endpoint in both worlds, and so does AWS for the instances it delivers to.
  expect(a.impaired + a.cannotRenew).toBe(3);
});

test("an opt-in Region switched off refuses its own callers in world B and changes both matrices", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(30);
  expect((await bench.verdicts("regional"))[column("Hong Kong")]).toBe("valid");
  await bench.flip(/Hong Kong enabled in world A/);
  await expect(bench.switch(/Hong Kong enabled in world A/)).not.toBeChecked();
  await expect(bench.switch(/Hong Kong enabled in world B/)).toBeChecked();
  for (const source of ["global-v1", "global-v2", "regional"] as const) {
    expect((await bench.verdicts(source))[column("Hong Kong")], source).toBe("Region not enabled");
  }
  // Those in Hong Kong call the global name in A and use Singapore: nothing of theirs is in Hong Kong.
  expect((await harm(bench, "A")).withoutFault).toBe(0);
  await bench.showWorld("B");
  expect((await bench.verdicts("regional"))[column("Hong Kong")]).toBe("valid");

  await bench.flip(/Hong Kong enabled in world B/);
  expect((await bench.verdicts("regional"))[column("Hong Kong")]).toBe("Region not enabled");
  // In B their endpoint is Hong Kong's own, and it refuses the account: no fault at all.
  expect(await harm(bench, "B")).toEqual({ impaired: 0, cannotRenew: 0, withoutFault: 2 });
});

test("version 1 tokens are refused in every opt-in Region, version 2 tokens in none that is enabled", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(30);
  const held = async () => Object.fromEntries(Object.entries(await bench.rows("matrix"))
    .map(([row, cells]) => [row.replace("matrix.", ""), Number(cells.held_by)]));
  const refused = ["valid", "refused", "refused", "refused", "Region not enabled"];
  const valid = ["valid", "valid", "valid", "valid", "Region not enabled"];
  expect(await page.locator(".matrix thead th").allTextContents())
    .toEqual(["Issued by", "Held by", "Enabled by default", ...OPT_IN]);
  expect(await bench.verdicts("global-v1")).toEqual(refused);
  expect(await bench.verdicts("global-v2")).toEqual(valid);
  expect(await bench.verdicts("regional")).toEqual(valid);
  expect(await held()).toEqual({ "global-v1": 22, "global-v2": 0, "regional": 2 });

  // JavaScript v2 in Hong Kong holds a version 1 token: good in Singapore, where it is used, and nowhere opt-in.
  const { worlds: [before] } = await bench.terminal();
  expect(before.principals.find((principal: { name: string }) => principal.name === "price-feed"))
    .toMatchObject({ endpoint: "sts.amazonaws.com", targets: [{ region: "ap-southeast-1", verdict: "valid" }] });

  await bench.flip(/version 2 tokens in world A/);
  expect(await held()).toEqual({ "global-v1": 0, "global-v2": 22, "regional": 2 });
  await bench.flip(/Zurich enabled in world A/);
  expect(await bench.verdicts("global-v1")).toEqual([...refused.slice(0, 4), "refused"]);
  expect(await bench.verdicts("global-v2")).toEqual([...valid.slice(0, 4), "valid"]);
  const { worlds: [after] } = await bench.terminal();
  expect(after.matrix.rows.map((row: { held_by: number }) => row.held_by)).toEqual([0, 22, 2]);
});

test("swapping the two worlds' settings swaps their numbers, digests and pictures", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(80);
  const readings = async () => {
    const worlds = [];
    for (const world of WORLDS) worlds.push({ ...await harm(bench, world), digest: await digest(bench, world) });
    return worlds;
  };
  const [before, pictures] = [await readings(), await bench.pictures()];
  expect(before[0].digest).not.toBe(before[1].digest);
  await bench.setClients("A", "regional");
  await bench.setClients("B", "SDK default");
  expect(await readings()).toEqual([...before].reverse());
  expect(await bench.pictures()).toEqual([...pictures].reverse());
});

test("another seed changes the digests, and the same seed brings them back", async ({ page }) => {
  const bench = new Bench(page);
  await bench.open();
  await bench.seekMinutes(45);
  const before = await digest(bench, "A");
  await page.getByRole("button", { name: "Another roll" }).click();
  await bench.atRest();
  expect(await digest(bench, "A")).not.toBe(before);
  expect((await bench.terminal()).worlds[0].digest).toBe(await digest(bench, "A"));
  await bench.undo();
  expect(await digest(bench, "A")).toBe(before);
});
