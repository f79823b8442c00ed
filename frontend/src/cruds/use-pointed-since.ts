import { useState } from "react";
import type { FocusEvent } from "react";

/**
 * Since when somebody points at an element, with the mouse or the keyboard; `undefined` while nobody does. In the time that
 * `nowMs` is in. Spread `handlers` on the element.
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
