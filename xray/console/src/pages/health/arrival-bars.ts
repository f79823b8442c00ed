import type { ArrivalStatus } from "xray-local/console-wire/server-status.ts";
import { formatClockMinute } from "../../lib/format.ts";
import type { TimeRange } from "../../lib/time-range.ts";

type Counts = ArrivalStatus["perSecond"][number];

/** The arrivals to draw: as much of the range as the server remembers. */
export interface ArrivalWindows {
  windowSec: 1 | 10;
  /** Oldest first, up to now. */
  windows: readonly Counts[];
  /** `the last minute`. */
  words: string;
}

/**
 * Windows of a second for a range of up to a minute, of ten seconds for longer ones. The server remembers the last 15
 * minutes, which are shown for a longer range, and for one that is over.
 */
export function arrivalWindows(
  { perSecond, perTenSeconds }: Pick<ArrivalStatus, "perSecond" | "perTenSeconds">,
  range: TimeRange,
): ArrivalWindows {
  const wantedSec = range.kind === "last" ? range.durationSec : Infinity;
  const windowSec = wantedSec <= perSecond.length ? 1 : 10;
  const all = windowSec === 1 ? perSecond : perTenSeconds;
  const windows = all.slice(-Math.min(all.length, Math.ceil(wantedSec / windowSec)));
  const minutes = Math.round((windows.length * windowSec) / 60);
  return {
    windowSec,
    windows,
    words: minutes <= 1 ? "the last minute" : `the last ${minutes} minutes`,
  };
}

export interface ArrivalBars {
  /** Segments per window at the top of the plot. */
  top: number;
  bars: readonly { x: number; width: number; height: number; failedHeight: number }[];
}

const GAP = 2;
/** The part of the plot below the line, as a share of the part above; a single segment is visible. */
const FAILED_SHARE = 0.2;
const LEAST_PX = 2;

/**
 * One bar for each window, oldest left. Rejected and dropped ones are below the line on the same scale, up to a fifth
 * of the height.
 */
export function arrivalBars(windows: readonly Counts[], width: number, height: number): ArrivalBars {
  const top = roundTop(Math.max(0, ...windows.map((window) => window.received)));
  const step = width / Math.max(1, windows.length);
  const scale = height / top;
  const toFailedHeight = (failed: number): number =>
    failed === 0 ? 0 : Math.min(height * FAILED_SHARE, Math.max(LEAST_PX, failed * scale));
  const bars = windows.map(({ received, rejected, dropped }, index) => ({
    x: index * step,
    width: Math.max(1, step - GAP),
    height: received === 0 ? 0 : Math.max(1, received * scale),
    failedHeight: toFailedHeight(rejected + dropped),
  }));
  return { top, bars };
}

/** Labels below the bars at whole minutes: each one, or every two or five, so that there are at most eight. */
export function arrivalTicks(
  { windowSec, windows }: Pick<ArrivalWindows, "windowSec" | "windows">,
  nowSec: number,
  width: number,
): readonly { x: number; label: string }[] {
  const endSec = (Math.floor(nowSec / windowSec) + 1) * windowSec;
  const lengthSec = windows.length * windowSec;
  const minutes = lengthSec / 60;
  const everySec = ([1, 2, 5].find((every) => minutes / every <= 8) ?? 5) * 60;
  const ticks: { x: number; label: string }[] = [];
  const firstSec = Math.ceil((endSec - lengthSec) / everySec) * everySec;
  for (let timeSec = firstSec; timeSec < endSec; timeSec += everySec) {
    const x = ((timeSec - (endSec - lengthSec)) / lengthSec) * width;
    ticks.push({ x, label: formatClockMinute(timeSec) });
  }
  return ticks;
}

/** 1, 2, 4 or 6 × 10ⁿ, at least 10, so that a single segment does not look like a storm. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(10, value)));
  const step = [1, 2, 4, 6, 10].find((candidate) => candidate * power >= value) ?? 10;
  return step * power;
}
