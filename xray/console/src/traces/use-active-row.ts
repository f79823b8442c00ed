import { useEffect, useRef, useState } from "react";
import type { TraceRow } from "./trace-row.ts";

/** The row that the keyboard is at. It stays with its trace when others arrive. */
export function useActiveRow(
  rows: readonly TraceRow[],
  scroller: Element | null,
  scrollTo: (index: number) => void,
  /** Where it begins; undefined: at none. */
  openedId: string | undefined,
  /** Rows that are drawn; `end` is exclusive. */
  drawn: { start: number; end: number },
) {
  const [id, setId] = useState(openedId);
  const index = id === undefined ? -1 : rows.findIndex((row) => row.id === id);
  const isDrawn = index >= drawn.start && index < drawn.end;
  const focusedId = useRef<string>(undefined);
  useEffect(() => {
    // Once for each row: one that is scrolled away and back takes the focus from nobody.
    if (id === undefined || !isDrawn || focusedId.current === id) return undefined;
    // The row may exist only after scrolling has rendered it.
    const frame = requestAnimationFrame(() => {
      focusedId.current = id;
      scroller
        ?.querySelector<HTMLElement>(`[data-trace="${CSS.escape(id)}"]`)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [id, isDrawn, scroller]);
  return {
    id,
    move: (step: number) => {
      const next = index === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, index + step));
      const row = rows[next];
      if (row === undefined) return;
      scrollTo(next);
      setId(row.id);
    },
  };
}
