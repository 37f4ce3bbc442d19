// Every text of the page, for eyes and for screen readers: in elements, in attributes, in the title, and on the maps.
import { type Page } from "@playwright/test";

export interface Text {
  text: string;
  /** Where it stands: an element, an attribute of it, the title, or a map. */
  place: string;
}

const DRAWN = "drawnTexts";

export class Texts {
  private constructor(readonly page: Page) {}

  /** From before the first script on, so that what is drawn is heard of. */
  static async watch(page: Page): Promise<Texts> {
    await page.addInitScript((name) => {
      const drawn = new Set<string>();
      Object.assign(window, { [name]: drawn });
      const original = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        drawn.add(text);
        return original.call(this, text, ...rest);
      };
    }, DRAWN);
    return new Texts(page);
  }

  /** What can be read or heard now within an element, the title, and all that has been drawn so far. */
  all(within = "body"): Promise<Text[]> {
    return this.page.evaluate(([name, within]) => {
      const texts: Text[] = [{ text: document.title, place: "title" }];
      const add = (text: string | null, place: string) => {
        if (text?.trim()) texts.push({ text: text.trim(), place });
      };
      const isThere = (element: Element) => {
        // The options of a closed list have no box, and can be read all the same.
        const box = element.closest("select") ?? element;
        return box.checkVisibility({ visibilityProperty: true }) && !element.closest("script, style, noscript");
      };
      for (const element of document.querySelectorAll(`${within}, ${within} *`)) {
        if (!isThere(element)) continue;
        const tag = `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""}`;
        for (const node of element.childNodes) {
          if (node.nodeType === Node.TEXT_NODE) add(node.textContent, tag);
        }
        for (const attribute of ["aria-label", "aria-description", "aria-valuetext", "title", "alt", "placeholder"]) {
          add(element.getAttribute(attribute), `${tag}[${attribute}]`);
        }
        for (const pseudo of ["::before", "::after"]) {
          const content = getComputedStyle(element, pseudo).content;
          if (content.startsWith('"')) add(content.slice(1, -1), `${tag}${pseudo}`);
        }
      }
      for (const text of (window as never)[name] as Set<string>) add(text, "map");
      return texts;
    }, [DRAWN, within] as const);
  }
}

/** What of a text stands outside the brackets of the pseudo-language; brackets may hold brackets. */
export function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = "";
  for (const letter of text) {
    if (letter === "⟦") depth += 1;
    else if (letter === "⟧") depth -= 1;
    else if (depth === 0) outside += letter;
  }
  return depth === 0 ? outside : text;
}
