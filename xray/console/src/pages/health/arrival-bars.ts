import type { ArrivalStatus } from "../../../../local/src/protocol/server-status.ts";

export interface ArrivalBars {
  /** Segments a second at the top of the plot. */
  top: number;
  bars: readonly { x: number; width: number; height: number; rejectedHeight: number }[];
}

const GAP = 2;
/** Below the line, as part of what is above it; a single one can be seen. */
const REJECTED_SHARE = 0.2;
const LEAST_PX = 2;

/** One bar a second, oldest left; rejected ones hang below the line on the same scale, up to a fifth of the height. */
export function arrivalBars(
  perSecond: ArrivalStatus["perSecond"],
  width: number,
  height: number,
): ArrivalBars {
  const top = roundTop(Math.max(0, ...perSecond.map((second) => second.received)));
  const step = width / Math.max(1, perSecond.length);
  const scale = height / top;
  const bars = perSecond.map(({ received, rejected }, index) => ({
    x: index * step,
    width: Math.max(1, step - GAP),
    height: received === 0 ? 0 : Math.max(1, received * scale),
    rejectedHeight:
      rejected === 0 ? 0 : Math.min(height * REJECTED_SHARE, Math.max(LEAST_PX, rejected * scale)),
  }));
  return { top, bars };
}

/** 1, 2, 4 or 6 × 10ⁿ, at least 10: a single segment must not look like a storm. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(10, value)));
  const step = [1, 2, 4, 6, 10].find((candidate) => candidate * power >= value) ?? 10;
  return step * power;
}
