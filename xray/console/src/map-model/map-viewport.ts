/** The position of the map on the screen: `screen = map × scale + offset`. */
export interface Viewport {
  scale: number;
  x: number;
  y: number;
}

export interface Extent {
  width: number;
  height: number;
}

/** A small map is not enlarged: its labels would be larger than those of other maps. */
const MOST_FIT_SCALE = 1;
/** A large map is not made unreadable: it is moved instead. */
const LEAST_FIT_SCALE = 0.6;
const LEAST_SCALE = 0.15;
const MOST_SCALE = 4;
const MARGIN = 24;
/** Room for the legend below the map. */
const BOTTOM = 48;

/**
 * Shows the whole map in the middle of the window, or the left part of one that is too large: requests come in there.
 */
export function fitViewport(map: Extent, window: Extent): Viewport {
  const room = { width: window.width - 2 * MARGIN, height: window.height - MARGIN - BOTTOM };
  const scale = Math.max(
    LEAST_FIT_SCALE,
    Math.min(MOST_FIT_SCALE, room.width / Math.max(1, map.width), room.height / Math.max(1, map.height)),
  );
  return {
    scale,
    x: MARGIN + Math.max(0, (room.width - map.width * scale) / 2),
    y: MARGIN + (room.height - map.height * scale) / 2,
  };
}

/** Scales by a factor around the point under the pointer. */
export function zoomViewport(viewport: Viewport, factor: number, atX: number, atY: number): Viewport {
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, viewport.scale * factor));
  const by = scale / viewport.scale;
  return { scale, x: atX - (atX - viewport.x) * by, y: atY - (atY - viewport.y) * by };
}

/** Moves the map just far enough that a point of it is in view, away from the edges. */
export function showPoint(viewport: Viewport, point: { x: number; y: number }, window: Extent): Viewport {
  const x = point.x * viewport.scale + viewport.x;
  const y = point.y * viewport.scale + viewport.y;
  const clear = 60;
  const byX = Math.max(clear - x, 0) + Math.min(window.width - clear - x, 0);
  const byY = Math.max(clear - y, 0) + Math.min(window.height - clear - y, 0);
  return byX === 0 && byY === 0 ? viewport : { ...viewport, x: viewport.x + byX, y: viewport.y + byY };
}
