import { useEffect, useRef } from "react";
import type { ListPlace } from "../last-list.ts";
import type { TraceRow } from "./trace-row.ts";

/** Scrolls a list to where it was left, once its rows are there, and tells where it is from then on. */
export function useListPlace({
  place,
  onPlace,
  rows,
  element,
  rowHeight,
}: {
  /** How it was left; undefined: it begins at its top. */
  place: ListPlace | undefined;
  onPlace: (place: Omit<ListPlace, "search">) => void;
  rows: readonly TraceRow[];
  element: Element | null;
  /** Pixels. */
  rowHeight: number;
}): { onScroll: (scrollTop: number) => void } {
  const isBack = useRef(place?.topId === undefined);
  useEffect(() => {
    if (isBack.current || element === null || rows.length === 0) return;
    const index = rows.findIndex(({ id }) => id === place?.topId);
    if (index === -1) return;
    isBack.current = true;
    element.scrollTo({ top: index * rowHeight + (place?.offsetPx ?? 0) });
  }, [place, rows, element, rowHeight]);
  return {
    onScroll: (scrollTop) => {
      const index = Math.floor(scrollTop / rowHeight);
      const topId = rows[index]?.id;
      isBack.current = true;
      onPlace({
        ...(topId !== undefined && scrollTop > 0 && { topId }),
        offsetPx: scrollTop - index * rowHeight,
        rows: rows.length,
      });
    },
  };
}
