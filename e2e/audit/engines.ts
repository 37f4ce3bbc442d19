// Two engines that know the rules of accessibility, each its own: HTML_CodeSniffer and IBM's. What they find, as it is;
// what of it is all right, and why, stands in `reviewed.ts`.
import { type Page } from "@playwright/test";
import { readFileSync } from "node:fs";

const MODULES = `${__dirname}/../../node_modules`;
const SNIFFER = readFileSync(`${MODULES}/@pa11y/html_codesniffer/build/HTMLCS.js`, "utf8");
const CHECKER = readFileSync(`${MODULES}/accessibility-checker-engine/ace.js`, "utf8");

export interface Finding {
  engine: "HTML_CodeSniffer" | "IBM";
  /** A violation is wrong for certain; an engine cannot decide upon a question; advice is more than the standard asks. */
  kind: "violation" | "question" | "advice";
  /** The standard it was held to. */
  standard: string;
  rule: string;
  message: string;
  /** The element's opening, its descendants left out. */
  where: string;
}

export type SnifferStandard = "WCAG2AA" | "WCAG2AAA";

interface SnifferMessage {
  type: number;
  code: string;
  msg: string;
  element: Element;
}

interface Sniffer {
  process(standard: string, content: Document, done: () => void, failed: () => void): void;
  getMessages(): SnifferMessage[];
}

/** Errors and warnings; notices are reminders of what no engine can see, the same on every page. */
export async function sniff(page: Page, standard: SnifferStandard): Promise<Finding[]> {
  await bring(page, "HTMLCS", SNIFFER);
  const messages = await page.evaluate(async (standard) => {
    const sniffer = (window as unknown as { HTMLCS: Sniffer }).HTMLCS;
    await new Promise<void>((done, failed) => sniffer.process(standard, document, done, () => failed(new Error(standard))));
    return sniffer.getMessages().filter(({ type }) => type < 3).map(({ type, code, msg, element }) => ({
      type, code, msg, where: (element.cloneNode(false) as Element).outerHTML ?? element.nodeName,
    }));
  }, standard);
  return messages.map(({ type, code, msg, where }) => ({
    engine: "HTML_CodeSniffer", kind: type === 1 ? "violation" : "question", standard,
    rule: code.replace(/^WCAG2A+\.Principle\d\.Guideline\d_\d\./, ""), message: msg, where,
  }));
}

interface CheckerResult {
  ruleId: string;
  reasonId: string;
  value: [level: "VIOLATION" | "RECOMMENDATION" | "INFORMATION", outcome: "PASS" | "FAIL" | "POTENTIAL" | "MANUAL"];
  message: string;
  snippet: string;
}

interface Checker {
  check(content: Document, policies: string[]): Promise<{ results: CheckerResult[] }>;
}

/** Everything that IBM's engine does not pass by WCAG 2.2, levels A and AA. */
export async function check(page: Page): Promise<Finding[]> {
  await bring(page, "ace", CHECKER);
  const results = await page.evaluate(async () => {
    const { Checker } = (window as unknown as { ace: { Checker: new () => Checker } }).ace;
    const { results } = await new Checker().check(document, ["WCAG_2_2"]);
    return results.filter(({ value }) => value[1] !== "PASS")
      .map(({ ruleId, reasonId, value, message, snippet }) => ({ ruleId, reasonId, value, message, snippet }));
  });
  return results.map(({ ruleId, reasonId, value: [level, outcome], message, snippet }) => ({
    engine: "IBM",
    kind: level !== "VIOLATION" ? "advice" : outcome === "FAIL" ? "violation" : "question",
    standard: "WCAG_2_2", rule: `${ruleId}/${reasonId}`, message, where: snippet,
  }));
}

/** Puts an engine into the page, once; the browser's own debugger does that, whatever the page's policy. */
async function bring(page: Page, name: string, source: string) {
  if (await page.evaluate((name) => name in window, name)) return;
  await page.evaluate(`${source}\n;window.${name} ??= ${name};undefined`);
}
