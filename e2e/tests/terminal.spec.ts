// The page and the terminal agree: at five moments, before and after three edits, every number is the same.
import { expect, test } from "@playwright/test";
import { Bench, WORLDS, type Report } from "../pages/bench";
import { numbers, readouts, seconds, type Readouts } from "../pages/readouts";

const MOMENTS = [0, 31, 50, 97, 123];
const VERDICTS: Record<string, string> = {
  "valid": "valid", "refused": "refused", "region-not-enabled": "Region not enabled",
};

/** Milliseconds with one decimal, rounded half up, as the terminal writes them; nothing where there is nothing. */
function tenthsOfMs(micros: string): number | null {
  return micros === "" ? null : Math.floor((Number(micros) + 50) / 100) / 10;
}

function expectBlast({ metrics, rows }: Readouts, native: Report) {
  const blast = native.blast;
  expect(numbers(metrics["blast.impaired"])).toEqual([blast.impaired]);
  for (const [state, count] of Object.entries(blast.states)) {
    expect(metrics[`blast.states.${state}`], state).toBe(String(count));
  }
  expect(numbers(metrics["blast.kept_working"])).toEqual([blast.kept_working, blast.of]);
  expect(numbers(metrics["blast.minutes_lost"])).toEqual([blast.minutes_lost]);
  expect(numbers(metrics["blast.impaired_without_fault"] ?? "0")).toEqual([blast.impaired_without_fault]);
  const places = blast.by_place.map((place: Report) => [`places.${place.place}`, String(place.impaired)]);
  const shown = Object.entries(rows).filter(([row]) => row.startsWith("places."));
  expect(shown.map(([row, cells]) => [row, cells.impaired])).toEqual(places);
}

function expectRequests({ rows }: Readouts, native: Report) {
  for (const kind of ["sts_global", "sts_regional", "service"]) {
    for (const cell of ["issued", "succeeded", "failed", "in_flight"]) {
      expect(numbers(rows[`requests.${kind}`][cell]), `${kind} ${cell}`).toEqual([native.requests[kind][cell]]);
    }
  }
  expect(Object.keys(rows).filter((row) => row.startsWith("latency."))).toHaveLength(native.latency.length);
  for (const row of native.latency) {
    const name = `latency.${row.endpoint}.${row.from}.${row.to}`;
    const { count, no_answer, p50_ms, p95_ms } = rows[name];
    expect({ count: numbers(count)[0], no_answer: numbers(no_answer)[0] }, name)
      .toEqual({ count: row.count, no_answer: row.no_answer });
    expect([tenthsOfMs(p50_ms), tenthsOfMs(p95_ms)], name).toEqual([row.p50_ms, row.p95_ms]);
  }
}

function expectTokens({ rows, verdicts }: Readouts, native: Report) {
  for (const { source, held_by, verdicts: said } of native.matrix.rows) {
    expect(rows[`matrix.${source}`].held_by, source).toBe(String(held_by));
    expect(verdicts[`matrix.${source}`], source).toEqual(said.map((verdict: string) => VERDICTS[verdict]));
  }
}

/** What is left of a session, to the second, and above two hours to the minute. */
function remaining(millis: number | null): number {
  const whole = Math.floor((millis ?? 0) / 1_000);
  return whole >= 7_200 ? whole - (whole % 60) : whole;
}

function expectPrincipals({ principals }: Readouts, native: Report) {
  const shown = principals.map(([name, , state, left, , endpoint]) => ({ name, endpoint, state, left: seconds(left) }));
  expect(shown).toEqual(native.principals.map((principal: Report) => ({
    name: principal.name,
    endpoint: principal.endpoint ?? "no STS calls",
    state: principal.state,
    left: remaining(principal.until_cutoff_ms),
  })));
}

/** A caption names those that could not work anyway where there are any. */
function refusedAnyway(native: Report): number[] {
  const refused = native.blast.impaired_without_fault;
  return refused > 0 ? [refused] : [];
}

async function expectSame(bench: Bench) {
  const report = await bench.terminal();
  for (const [index, world] of WORLDS.entries()) {
    await bench.showWorld(world);
    const [shown, native] = [await readouts(bench.page), report.worlds[index]];
    expect(shown.metrics.digest, `digest of ${world}`).toBe(native.digest);
    expect(numbers(shown.metrics.events)).toEqual([native.events]);
    expectBlast(shown, native);
    expectRequests(shown, native);
    expectTokens(shown, native);
    expectPrincipals(shown, native);
    const { impaired, draining, exposed } = native.blast;
    expect(numbers(shown.metrics[`caption.${world}`])).toEqual([impaired, draining + exposed, ...refusedAnyway(native)]);
    const { changed, regional_in_both, no_sts, stays_global } = report.differences;
    // A sheet of the second program: it comes when it is drawn.
    const told = async (metric: string) => numbers(await bench.number(metric));
    await expect.poll(() => told("differences.changed")).toEqual([changed, native.principals_total]);
    expect(await told("differences.rest")).toEqual([regional_in_both, no_sts, stays_global]);
  }
}

test("every number on the page is the terminal's", async ({ page }) => {
  test.slow();
  const bench = new Bench(page);
  await bench.open();
  await bench.unfoldPrincipals();
  for (const minutes of MOMENTS) {
    await bench.seekMinutes(minutes);
    await expectSame(bench);
  }
  await bench.seekMinutes(60);
  await bench.fault(/STS endpoint in Tokyo down/).click();
  await bench.atRest();
  await expectSame(bench);
  await bench.flip(/version 2 tokens in world A/);
  await expectSame(bench);
  await bench.flip(/Hong Kong enabled in world B/);
  for (const minutes of MOMENTS) {
    await bench.seekMinutes(minutes);
    await expectSame(bench);
  }
});
