import type { RefObject } from "react";
import { useKeys } from "../../ui/use-keys.ts";

/**
 * J and K or the arrows move through rows, N and P through findings, by the focus: Enter opens what has it. Left and right
 * fold and unfold a service.
 */
export function useRowKeys(
  main: RefObject<HTMLElement | null>,
  { isFolded, onFold }: { isFolded: (key: string) => boolean; onFold: (key: string) => void },
): void {
  const move = (selector: string, step: 1 | -1) => () => {
    const items = [...(main.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const next = items[at === -1 ? (step === 1 ? 0 : items.length - 1) : at + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  const fold = (wanted: boolean) => (): void | false => {
    const key =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset["service"] : undefined;
    if (key === undefined || isFolded(key) === wanted) return false;
    onFold(key);
    return undefined;
  };
  useKeys({
    j: move("[data-row]", 1),
    k: move("[data-row]", -1),
    ArrowDown: move("[data-row]", 1),
    ArrowUp: move("[data-row]", -1),
    n: move("[data-finding]", 1),
    p: move("[data-finding]", -1),
    ArrowLeft: fold(true),
    ArrowRight: fold(false),
  });
}
