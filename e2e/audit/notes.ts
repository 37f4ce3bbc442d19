// What the audit found, from all its tests: written down by each of them, told together at the end.
import { type TestInfo } from "@playwright/test";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type Finding } from "./engines";
import { review } from "./reviewed";

const FOLDER = `${__dirname}/test-results/notes`;

export function note({ title }: TestInfo, when: string, findings: Finding[]) {
  const name = `${title} ${when}`.replace(/\W+/g, "-");
  writeFileSync(`${FOLDER}/${name}.json`, JSON.stringify({ title, when, findings }));
}

/** Before the first test: forgets what an earlier run found. */
export function forget() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

/** After the last test: what was pointed at and is all right, how often, and why; and what is not. */
export function tell() {
  const counts = new Map<string, number>();
  let states = 0;
  for (const name of readdirSync(FOLDER)) {
    const { findings } = JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")) as { findings: Finding[] };
    states += 1;
    for (const finding of findings) {
      const { engine, kind, standard, rule, message } = finding;
      const line = `${engine}, ${standard}, ${kind}: ${rule}\n    ${review(finding)?.reason ?? `NEW: ${message}`}`;
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  console.log(`\n${states} states of the page, each held to WCAG2AA, WCAG2AAA (HTML_CodeSniffer) and WCAG_2_2 (IBM).`);
  for (const [line, count] of [...counts].sort()) console.log(`  ${count} × ${line}`);
}
