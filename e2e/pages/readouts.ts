// Every number the readouts of the world shown have in the document, read in one go. What they should be is the tests' business.
import { type Page } from "@playwright/test";

/** The readouts: texts of single numbers, cells of tables, and the tables that have one row per thing. */
export interface Readouts {
  /** Texts by the name of their number. */
  metrics: Record<string, string>;
  /** Cells by row and name; a latency comes in microseconds, and empty where there is none. */
  rows: Record<string, Record<string, string>>;
  /** The token matrix: verdicts by source. */
  verdicts: Record<string, string[]>;
  /** The principals, cell by cell: name, place, state, remaining, why, endpoint. Empty while folded away. */
  principals: string[][];
}

export function readouts(page: Page): Promise<Readouts> {
  return page.evaluate(() => {
    const all = (selector: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(selector)];
    const entries = <T>(elements: HTMLElement[], key: string, value: (element: HTMLElement) => T) =>
      Object.fromEntries(elements.map((element) => [element.dataset[key] ?? "", value(element)]));
    const rows = all(".lab-readouts [data-row]");
    return {
      metrics: entries(all("[data-metric]"), "metric", (element) => element.textContent),
      rows: entries(rows, "row", (row) =>
        entries(all("[data-cell]", row), "cell", (cell) => cell.dataset.value ?? cell.textContent.trim())),
      verdicts: entries(all('[data-row^="matrix."]'), "row", (row) =>
        all(".verdict-word", row).map((word) => word.textContent)),
      principals: all('.lab-readouts [data-row^="principals."]').map((row) =>
        all("th, td", row).map((cell) => cell.textContent.trim())),
    };
  });
}

/** The numbers of a text, in order: `24 of 30 keep working` has 24 and 30. */
export function numbers(text: string): number[] {
  return (text.match(/\d[\d,]*(\.\d+)?/g) ?? []).map((number) => Number(number.replaceAll(",", "")));
}

const UNITS: Record<string, number> = { ms: 0.001, s: 1, min: 60, h: 3_600 };

/** A span such as `12 min 5 s`, in seconds. */
export function seconds(text: string): number {
  const parts = [...text.matchAll(/([\d,.]+)\s*(ms|s|min|h)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number.replaceAll(",", "")) * UNITS[unit], 0);
}
