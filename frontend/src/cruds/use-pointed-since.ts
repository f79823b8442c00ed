import { useState } from "react";
import type { FocusEvent } from "react";

/**
 * Since when the pointer or the focus is on an element, in the time of `nowMs`; `undefined` while neither is. Spread
 * `handlers` on the element.
 */
export function usePointedSince(nowMs: number) {
  const [hoveredSinceMs, setHoveredSinceMs] = useState<number>();
  const [focusedSinceMs, setFocusedSinceMs] = useState<number>();
  const handlers = {
    onPointerEnter: () => setHoveredSinceMs(nowMs),
    onPointerLeave: () => setHoveredSinceMs(undefined),
    onFocus: () => setFocusedSinceMs((sinceMs) => sinceMs ?? nowMs),
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setFocusedSinceMs(undefined);
    },
  };
  const sinceMs = Math.min(hoveredSinceMs ?? Infinity, focusedSinceMs ?? Infinity);
  return { pointedSinceMs: Number.isFinite(sinceMs) ? sinceMs : undefined, handlers };
}
