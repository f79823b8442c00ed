/** Seconds that the pulse shows, as bars of two pixels. */
export const PULSE_SECONDS = 48;
/** The height of a busy second, of 16 px; any other second with a segment has at least 1 px. */
const FULL_HEIGHT = 13;

export interface PulseSecond {
  received: number;
  faults: number;
}

/**
 * Two SVG paths of 98 × 16, newest right: all segments, and those with faults. The busiest second sets the scale, but
 * at least 10 segments make the full height, so that a single request does not look like a storm. Example: one second
 * of 10 → `M95 16v-13`.
 */
export function pulsePaths(perSecond: readonly PulseSecond[]): { all: string; faults: string } {
  const shown = perSecond.slice(-PULSE_SECONDS);
  const busiest = Math.max(10, ...shown.map((second) => second.received));
  const offset = PULSE_SECONDS - shown.length;
  const heightOf = (count: number) => Math.max(1, Math.round((count / busiest) * FULL_HEIGHT));
  const path = (count: (second: PulseSecond) => number) =>
    shown
      .map((second, index) =>
        count(second) === 0 ? "" : `M${1 + (offset + index) * 2} 16v-${heightOf(count(second))}`,
      )
      .join("");
  return { all: path((second) => second.received), faults: path((second) => second.faults) };
}

/** Segments per second over the last five seconds. */
export function currentRate(perSecond: readonly PulseSecond[]): number {
  const recent = perSecond.slice(-5);
  if (recent.length === 0) return 0;
  return recent.reduce((sum, second) => sum + second.received, 0) / recent.length;
}
