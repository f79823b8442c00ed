/** How the map is placed on screen: `screen = map × scale + offset`. */
export interface Viewport {
  scale: number;
  x: number;
  y: number;
}

export interface Extent {
  width: number;
  height: number;
}

/** A small map is not blown up: its labels would look like another one's. */
const MOST_FIT_SCALE = 1;
/** Nor is a large one made unreadable: it is moved instead. */
const LEAST_FIT_SCALE = 0.6;
const LEAST_SCALE = 0.15;
const MOST_SCALE = 4;
const MARGIN = 24;
/** The legend stands below the map. */
const BOTTOM = 48;

/** The whole map in the middle of the window; of one that is too large the left, where requests come in. */
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

/** Scales by a factor so that the point under the pointer stays there. */
export function zoomViewport(viewport: Viewport, factor: number, atX: number, atY: number): Viewport {
  const scale = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, viewport.scale * factor));
  const by = scale / viewport.scale;
  return { scale, x: atX - (atX - viewport.x) * by, y: atY - (atY - viewport.y) * by };
}

/** Moves the map just so far that a point of it is in sight, clear of the edges. */
export function showPoint(viewport: Viewport, point: { x: number; y: number }, window: Extent): Viewport {
  const x = point.x * viewport.scale + viewport.x;
  const y = point.y * viewport.scale + viewport.y;
  const clear = 60;
  const byX = Math.max(clear - x, 0) + Math.min(window.width - clear - x, 0);
  const byY = Math.max(clear - y, 0) + Math.min(window.height - clear - y, 0);
  return byX === 0 && byY === 0 ? viewport : { ...viewport, x: viewport.x + byX, y: viewport.y + byY };
}
