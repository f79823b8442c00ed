import { useCallback, useState } from "react";
import type { UIEvent } from "react";
import { useSize } from "./use-size.ts";

/** Rows drawn beyond both edges of the view, so that quick scrolling shows no holes. */
const OVERSCAN = 8;

/** The rows in view, of equal height, in an element that scrolls. `end` is exclusive. */
export interface RowWindow {
  start: number;
  end: number;
}

export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.floor(scrollTop / rowHeight) - OVERSCAN;
  const last = Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN;
  const start = Math.min(Math.max(0, first), Math.max(0, count - 1));
  return { start, end: Math.min(count, Math.max(last, start)) };
}

/** Follows an element that scrolls rows of equal height; give the element `attach` as its ref, and `onScroll`. */
export function useWindow(count: number, rowHeight: number) {
  const [measure, size] = useSize();
  const [scrollTop, setScrollTop] = useState(0);
  const [element, setElement] = useState<Element | null>(null);
  const attach = useCallback(
    (next: Element | null) => {
      setElement(next);
      return measure(next);
    },
    [measure],
  );
  const onScroll = useCallback((event: UIEvent) => setScrollTop(event.currentTarget.scrollTop), []);
  const scrollTo = useCallback(
    (index: number) => {
      if (element === null) return;
      const top = index * rowHeight;
      const { clientHeight } = element;
      if (top < element.scrollTop) element.scrollTo({ top });
      else if (top + rowHeight > element.scrollTop + clientHeight)
        element.scrollTo({ top: top + rowHeight - clientHeight });
    },
    [element, rowHeight],
  );
  return {
    ...rowWindow(scrollTop, size?.height ?? 0, rowHeight, count),
    attach,
    onScroll,
    scrollTo,
    element,
    height: size?.height ?? 0,
  };
}
