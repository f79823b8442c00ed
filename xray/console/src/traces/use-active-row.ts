import { useEffect, useState } from "react";
import type { TraceRow } from "./trace-row.ts";

/** The row that the keyboard is at. It stays with its trace when others arrive. */
export function useActiveRow(
  rows: readonly TraceRow[],
  scroller: Element | null,
  scrollTo: (index: number) => void,
  /** Where it begins; undefined: at none. */
  openedId: string | undefined,
) {
  const [id, setId] = useState(openedId);
  const isThere = id !== undefined && rows.some((row) => row.id === id);
  useEffect(() => {
    if (id === undefined || !isThere) return undefined;
    // The row may exist only after scrolling has rendered it.
    const frame = requestAnimationFrame(() => {
      scroller
        ?.querySelector<HTMLElement>(`[data-trace="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [id, isThere, scroller]);
  return {
    id,
    move: (step: number) => {
      const at = rows.findIndex((row) => row.id === id);
      const index = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
      const row = rows[index];
      if (row === undefined) return;
      scrollTo(index);
      setId(row.id);
    },
  };
}
