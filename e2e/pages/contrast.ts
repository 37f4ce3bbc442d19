// The contrast of every text against what lies behind it, for where the engines cannot tell: a text that is placed by
// itself, lies over the map, or stands in a part that has to be scrolled to.
import { type Page } from "@playwright/test";

/** Texts below 7 : 1, or 4.5 : 1 where they are large: what they say, and their contrast. */
export function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Color = [red: number, green: number, blue: number, alpha: number];
    const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    const known = new Map<string, Color>();
    const read = (color: string): Color => {
      const before = known.get(color);
      if (before) return before;
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
      const read = [...pen.getImageData(0, 0, 1, 1).data] as unknown as Color;
      known.set(color, read);
      return read;
    };
    const luminance = (color: Color) => {
      const [red, green, blue] = color.slice(0, 3).map((part) =>
        part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: Color, other: Color) => {
      const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    /** Colors of the map under a text: of the land and of what is drawn on the ground. */
    const onMap = (text: Element, map: Element): Color[] => {
      const [box, corner] = [text.getBoundingClientRect(), map.getBoundingClientRect()];
      return [...map.querySelectorAll("canvas")].slice(0, 2).flatMap((canvas) => {
        const scale = canvas.width / corner.width;
        const [x, y] = [(box.left - corner.left) * scale, (box.top - corner.top) * scale];
        const { data } = canvas.getContext("2d")!.getImageData(x, y, Math.max(1, box.width * scale), Math.max(1, box.height * scale));
        const counts = new Map<number, number>();
        for (let at = 0; at < data.length; at += 4) {
          const color = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
          if (data[at + 3] === 255) counts.set(color, (counts.get(color) ?? 0) + 1);
        }
        // A mark's few pixels hide no letter.
        const wide = [...counts].filter(([, count]) => count * 4 > data.length * 0.02);
        return wide.map(([color]): Color => [color >> 16, color >> 8 & 255, color & 255, 255]);
      });
    };
    const over = (top: Color, ground: Color) => {
      const alpha = top[3] / 255;
      return [0, 1, 2].map((part) => top[part] * alpha + ground[part] * (1 - alpha)).concat(255) as Color;
    };
    /** What can lie behind a text: the first opaque ground, or the map, seen through what is half transparent. */
    const behind = (text: Element): Color[] => {
      const veils: Color[] = [];
      let grounds: Color[] = [[255, 255, 255, 255]];
      for (let element: Element | null = text; element; element = element.parentElement) {
        const color = read(getComputedStyle(element).backgroundColor);
        if (color[3] === 255) {
          grounds = [color];
          break;
        }
        if (color[3] > 0) veils.unshift(color);
        const map = element.matches("figure > *") ? element.parentElement?.querySelector(":scope > .map") : null;
        const [low, high] = [map, text].map((part) => part?.getBoundingClientRect());
        if (map && low && high && low.bottom > high.top && low.top < high.bottom) {
          grounds = onMap(text, map);
          break;
        }
      }
      return grounds.map((ground) => veils.reduce((below, veil) => over(veil, below), ground));
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const { width, height } = element.getBoundingClientRect();
      if (!says || width < 2 || height < 2 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // What cannot be used need not be read.
      if (element.closest(":disabled, option, script, style")) continue;
      const style = getComputedStyle(element);
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
      const color = read(style.color);
      const least = Math.min(...behind(element).map((ground) => contrast(color, ground)));
      if (least < (large ? 4.5 : 7)) found.push(`${least.toFixed(2)}: ${element.className}: ${element.textContent.trim().slice(0, 60)}`);
    }
    return found;
  });
}
