import type { TimelineRow } from "./timeline-rows.ts";

export interface MinimapLine {
  /** The name of a colour token: a place, or an outcome where a failure began. */
  look: string;
  opacity: number;
  path: string;
}

const TOP = 2;
/** The largest distance between rows, however few there are. */
const MOST_PITCH = 2;

/**
 * Draws every row as a short line, joined into one path for each look. Thousands of rows share a line of pixels: a
 * stretch that is already drawn in the same look is left out.
 */
export function minimapLines(
  rows: readonly TimelineRow[],
  fromMs: number,
  pxPerMs: number,
  height: number,
): { lines: readonly MinimapLine[]; thickness: number } {
  const pitch = Math.min(MOST_PITCH, (height - 2 * TOP) / Math.max(1, rows.length));
  const lines = new Map<string, { look: string; opacity: number; parts: string[] }>();
  const drawnTo = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const y = Math.round((TOP + index * pitch) * 2) / 2;
    const { look, opacity } = lookOf(row);
    const key = `${look} ${opacity}`;
    const x = Math.round((row.startMs - fromMs) * pxPerMs * 2) / 2;
    const width = Math.max(1, Math.round(row.durationMs * pxPerMs * 2) / 2);
    const place = `${key} ${y}`;
    if (x + width <= (drawnTo.get(place) ?? -Infinity)) continue;
    drawnTo.set(place, x + width);
    const line = lines.get(key) ?? { look, opacity, parts: [] };
    line.parts.push(`M${x} ${y}h${width}`);
    lines.set(key, line);
  }
  return {
    lines: [...lines.values()].map(({ look, opacity, parts }) => ({ look, opacity, path: parts.join("") })),
    thickness: Math.max(0.75, Math.min(1.5, pitch)),
  };
}

function lookOf(row: TimelineRow): { look: string; opacity: number } {
  if (row.step.began && row.outcome !== "ok") return { look: row.outcome, opacity: 1 };
  if (row.pieces.some((piece) => piece.kind === "delegated")) return { look: row.place, opacity: 0.35 };
  return { look: row.place, opacity: row.step.wait ? 0.55 : 1 };
}
