import { useEffect, useRef } from "react";
import type { TimeScale } from "./time-scale.ts";
import { LEFT_ROOM } from "./time-scale.ts";
import { pan, zoomAt } from "./zoom.ts";
import type { TimeWindow } from "./zoom.ts";

/** A notch of a wheel is about 100 px: it zooms by a fifth. */
const ZOOM_PER_PX = 0.002;

/**
 * Ctrl-wheel (or a pinch) zooms at the pointer, a sideways wheel pans, a plain wheel scrolls the rows as usual. React's
 * own listeners are passive and could not keep the page from zooming, so this one is not React's.
 */
export function useWheelZoom(
  element: Element | null,
  scale: TimeScale,
  whole: TimeWindow,
  onWindow: (window: TimeWindow) => void,
): void {
  const latest = useRef({ scale, whole, onWindow });
  useEffect(() => {
    latest.current = { scale, whole, onWindow };
  });
  useEffect(() => {
    function onWheel(event: Event): void {
      if (!(event instanceof WheelEvent)) return;
      const { scale: now, whole: all, onWindow: change } = latest.current;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        change(zoomAt(now.window, all, Math.exp(event.deltaY * ZOOM_PER_PX), momentUnder(event, now)));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        change(pan(now.window, all, event.deltaX / now.width));
      }
    }
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [element]);
}

function momentUnder(event: WheelEvent, scale: TimeScale): number {
  const bar = event.target instanceof Element ? event.target.closest(".timeline-bar") : null;
  if (!bar) return (scale.window.fromMs + scale.window.toMs) / 2;
  const x = event.clientX - bar.getBoundingClientRect().left - LEFT_ROOM;
  return scale.toMs(Math.min(scale.width, Math.max(0, x)));
}
