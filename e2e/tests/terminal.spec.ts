// The page and the terminal agree: at five moments, before and after three edits, every number is the same.
import { expect, test } from "@playwright/test";
import { Bench, type World } from "../pages/bench";

const MOMENTS = [0, 31, 50, 97, 123];

async function expectSame(bench: Bench) {
  await bench.page.locator(".lab-timeline").waitFor();
  const report = await bench.terminal();
  for (const [index, world] of (["A", "B"] as World[]).entries()) {
    await bench.showWorld(world);
    const native = report.worlds[index];
    expect(await bench.number("digest"), `digest of ${world}`).toBe(native.digest);
    expect(await bench.number("blast.impaired")).toBe(String(native.blast.impaired));
    for (const state of ["healthy", "exposed", "draining", "unknown"]) {
      expect(await bench.number(`blast.states.${state}`), state).toBe(String(native.blast.states?.[state] ?? native.blast[state]));
    }
    expect((await bench.number("events")).replaceAll(",", "")).toBe(String(native.events));
    const requests = await bench.rows("requests");
    for (const kind of ["sts_global", "sts_regional", "service"]) {
      for (const cell of ["issued", "succeeded", "failed", "in_flight"]) {
        expect(requests[`requests.${kind}`][cell].replaceAll(",", ""), `${kind} ${cell}`)
          .toBe(String(native.requests[kind][cell]));
      }
    }
    const latency = await bench.rows("latency");
    expect(Object.keys(latency)).toHaveLength(native.latency.length);
    for (const row of native.latency) {
      const shown = latency[`latency.${row.endpoint}.${row.from}.${row.to}`];
      expect(shown.count.replaceAll(",", "")).toBe(String(row.count));
      expect(shown.no_answer.replaceAll(",", "")).toBe(String(row.no_answer));
      expect(Number(shown.p50_ms) / 1000).toBeCloseTo(row.p50_ms ?? 0, 3);
      expect(Number(shown.p95_ms) / 1000).toBeCloseTo(row.p95_ms ?? 0, 3);
    }
    const matrix = await bench.rows("matrix");
    for (const row of native.matrix.rows) {
      expect(matrix[`matrix.${row.source}`].held_by).toBe(String(row.held_by));
    }
  }
}

test("every number on the page is the terminal's", async ({ page }) => {
  test.slow();
  const bench = new Bench(page);
  await bench.open();
  for (const minutes of MOMENTS) {
    await bench.seekMinutes(minutes);
    await expectSame(bench);
  }
  await bench.seekMinutes(60);
  await bench.fault(/Tokyo/).last().click();
  await bench.atRest();
  await expectSame(bench);
  await page.getByRole("switch", { name: /version 2 tokens in world A/ }).click();
  await bench.atRest();
  await expectSame(bench);
  await page.getByRole("switch", { name: /Hong Kong enabled in world B/ }).click();
  await bench.atRest();
  for (const minutes of MOMENTS) {
    await bench.seekMinutes(minutes);
    await expectSame(bench);
  }
});
