import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** Rows drawn above and below those in sight, so that scrolling by keys or wheel meets drawn rows. */
const OVERSCAN = 8;

export interface VisibleRange {
  /** Indexes of the first and the last row to draw; `last` is −1 when there is none. */
  first: number;
  last: number;
}

/** Which of many rows of one height are in sight of a scrolling element; changes only when the answer does. */
export function useVisibleRange(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VisibleRange {
  const [seen, setSeen] = useState({ first: 0, last: 60 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => {
      const first = Math.floor(element.scrollTop / rowHeight);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight);
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller, rowHeight]);
  const first = Math.min(Math.max(0, seen.first - OVERSCAN), Math.max(0, count - 1));
  return { first, last: Math.min(count - 1, seen.last + OVERSCAN) };
}

/** Scrolls just so far that a row is in sight. */
export function scrollRowIntoView(element: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight;
  const bottom = top + rowHeight;
  if (index < 0) return;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + element.clientHeight)
    element.scrollTop = bottom - element.clientHeight;
}
