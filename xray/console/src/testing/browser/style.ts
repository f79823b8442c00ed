import { define } from "./define.ts";
import { isShownPopover } from "./popover.ts";

const INLINE = new Set(["A", "ABBR", "B", "CODE", "EM", "I", "KBD", "LABEL", "SPAN", "SUP", "SVG", "TIME"]);

/**
 * Tests run without the console's style sheets, so visibility follows from the browser's own sheet. This computes it at
 * once; jsdom works through some hundred rules for each element, which makes a query by role take a second.
 */
function displayOf(element: Element): string {
  if (element.hasAttribute("hidden")) return "none";
  if (element.hasAttribute("popover") && !isShownPopover(element)) return "none";
  if (element instanceof HTMLDialogElement && !element.open) return "none";
  const above = element.parentElement;
  if (above instanceof HTMLDetailsElement && !above.open && element.tagName !== "SUMMARY") return "none";
  if (element instanceof HTMLElement && element.style.display !== "") return element.style.display;
  return INLINE.has(element.tagName.toUpperCase()) ? "inline" : "block";
}

export function installStyle(): void {
  define(globalThis, {
    getComputedStyle: (element: Element, pseudo?: string | null) => {
      const display = pseudo === undefined || pseudo === null ? displayOf(element) : "inline";
      const values: Record<string, string> = { display, visibility: "visible", pointerEvents: "auto" };
      return { ...values, getPropertyValue: (name: string) => values[name] ?? "" };
    },
  });
}
