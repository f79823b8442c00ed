import type { RefObject } from "react";
import { useKeys } from "../ui/use-keys.ts";

/** J and K or the arrows move through rows (`data-row`), N and P through findings (`data-finding`), by the focus: Enter opens what has it. */
export function useWalkKeys(main: RefObject<HTMLElement | null>): void {
  const move = (selector: string, step: 1 | -1) => () => {
    const items = [...(main.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const next = items[at === -1 ? (step === 1 ? 0 : items.length - 1) : at + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: move("[data-row]", 1),
    k: move("[data-row]", -1),
    ArrowDown: move("[data-row]", 1),
    ArrowUp: move("[data-row]", -1),
    n: move("[data-finding]", 1),
    p: move("[data-finding]", -1),
  });
}
