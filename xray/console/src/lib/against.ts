import { formatDuration } from "./format.ts";
import type { TimeRange } from "./time-range.ts";

/** What a range is compared with: the one before it, the same time yesterday, what a version answered, or nothing. */
export type Against = "before" | "day" | "none" | `version:${string}`;

export const DEFAULT_AGAINST: Against = "before";

const DAY_SEC = 86_400;
const VERSION = "version:";

/** As it stands in an address; anything else is the default. */
export function parseAgainst(text: string): Against {
  if (text === "day" || text === "none") return text;
  const version = text.startsWith(VERSION) ? text.slice(VERSION.length) : "";
  return version === "" ? DEFAULT_AGAINST : againstVersion(version);
}

export function againstVersion(version: string): Against {
  return `${VERSION}${version}`;
}

/** Undefined where it is no version that is compared with. */
export function versionOf(against: Against): string | undefined {
  return against.startsWith(VERSION) ? against.slice(VERSION.length) : undefined;
}

interface Bounds {
  startSec: number;
  endSec: number;
}

/**
 * The range that one is compared with, epoch seconds; undefined: with nothing. A version is looked for in the range itself
 * and in as long a time before it.
 */
export function earlierBounds(against: Against, { startSec, endSec }: Bounds): Bounds | undefined {
  const lengthSec = endSec - startSec;
  if (against === "none") return undefined;
  if (against === "day") return { startSec: startSec - DAY_SEC, endSec: endSec - DAY_SEC };
  return { startSec: startSec - lengthSec, endSec: versionOf(against) === undefined ? startSec : endSec };
}

/** `the hour before`, `the 15 min before`, `the same time yesterday`, `version 2.4.0`, `nothing`. */
export function againstWords(against: Against, range: TimeRange): string {
  if (against === "none") return "nothing";
  if (against === "day") return "the same time yesterday";
  const version = versionOf(against);
  return version === undefined ? `the ${lengthWords(range)} before` : `version ${version}`;
}

function lengthWords(range: TimeRange): string {
  const lengthSec = range.kind === "last" ? range.durationSec : range.endSec - range.startSec;
  const words = ROUND.find(([sec]) => sec === lengthSec)?.[1];
  return (
    words ?? (lengthSec % 60 === 0 && lengthSec < 3600 ? `${lengthSec / 60} min` : formatDuration(lengthSec))
  );
}

const ROUND: readonly (readonly [sec: number, words: string])[] = [
  [60, "minute"],
  [3600, "hour"],
  [6 * 3600, "6 h"],
  [DAY_SEC, "day"],
  [7 * DAY_SEC, "7 days"],
  [30 * DAY_SEC, "30 days"],
];
