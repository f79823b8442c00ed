import { useCallback, useEffect, useRef, useState } from "react";
import type { PointerEvent } from "react";
import { fitViewport, showPoint, zoomViewport } from "../map-model/map-viewport.ts";
import type { Extent, Viewport } from "../map-model/map-viewport.ts";

const ZOOM_PER_PX = 0.0015;
/** A shorter movement is a click, not a drag. */
const CLICK_PX = 3;

/** The viewport of the map. Until the user moves it, it fits the map and the window, whatever their size becomes. */
export function useMapViewport(map: Extent, window: Extent) {
  const [moved, setMoved] = useState<Viewport>();
  const viewport = moved ?? fitViewport(map, window);
  const latest = useRef(viewport);
  useEffect(() => {
    latest.current = viewport;
  });
  const [element, setElement] = useState<SVGSVGElement | null>(null);
  const drag = useRef<{ x: number; y: number; start: Viewport; isMoving: boolean } | undefined>(undefined);

  // React's wheel listeners are passive: they could not keep the page from zooming with the map.
  useEffect(() => {
    function onWheel(event: WheelEvent): void {
      event.preventDefault();
      const box = element?.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * ZOOM_PER_PX * (event.ctrlKey ? 4 : 1));
      setMoved(
        zoomViewport(
          latest.current,
          factor,
          event.clientX - (box?.left ?? 0),
          event.clientY - (box?.top ?? 0),
        ),
      );
    }
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [element]);

  const zoomBy = useCallback(
    (factor: number) => setMoved(zoomViewport(latest.current, factor, window.width / 2, window.height / 2)),
    [window.width, window.height],
  );
  const fit = useCallback(() => setMoved(undefined), []);
  const reveal = useCallback(
    (point: { x: number; y: number }) => {
      const shown = showPoint(latest.current, point, window);
      if (shown !== latest.current) setMoved(shown);
    },
    [window],
  );
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0) return;
      drag.current = { x: event.clientX, y: event.clientY, start: viewport, isMoving: false };
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const at = drag.current;
      if (!at) return;
      const [byX, byY] = [event.clientX - at.x, event.clientY - at.y];
      if (!at.isMoving && Math.hypot(byX, byY) < CLICK_PX) return;
      // Captured only now, because a click must reach the node.
      if (!at.isMoving) event.currentTarget.setPointerCapture(event.pointerId);
      at.isMoving = true;
      setMoved({ ...at.start, x: at.start.x + byX, y: at.start.y + byY });
    },
    onPointerUp: () => {
      drag.current = undefined;
    },
    onPointerCancel: () => {
      drag.current = undefined;
    },
  };
  return { viewport, attach: setElement, handlers, zoomBy, fit, reveal };
}
