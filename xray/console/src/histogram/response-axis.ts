/** Where the axis of responses begins and ends, in seconds. */
export interface ResponseAxis {
  minSec: number;
  maxSec: number;
  /** Of all, which may lie beyond the axis. */
  slowestSec: number;
  /** How many lie beyond it. */
  beyond: number;
}

/** So many took so long. */
export interface CountedLength {
  sec: number;
  count: number;
}

/** Shown even when every response is faster, so that a quiet minute looks quiet. */
const LEAST_MAX_SEC = 2.5;
const USUAL_MIN_SEC = 0.001;
/** A few that lie so far behind the others, like one job of two hours, do not press these together. */
const FAR = 10;
const FEW_SHARE = 0.01;
/** Of the slowest, so that it does not lie on the edge. */
const ROOM = 1.25;

/**
 * The axis goes from 1 ms, or a lower power of ten when more than 2 % lie below, to the slowest response: of which a few that are
 * ten times as slow as the next are left beyond it. `sorted`: the shortest first.
 *
 *     500 of 20 ms, 1 of two hours   ->   1 ms to 2.5 s, one beyond
 */
export function responseAxis(sorted: readonly CountedLength[]): ResponseAxis {
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  const slowestSec = sorted.at(-1)?.sec ?? 0;
  const fast = lengthAt(sorted, Math.floor(total * 0.02)) ?? USUAL_MIN_SEC;
  const topSec = endOfMost(sorted, Math.max(1, total * FEW_SHARE));
  const maxSec = Math.max(LEAST_MAX_SEC, topSec * ROOM);
  return {
    minSec: fast >= USUAL_MIN_SEC ? USUAL_MIN_SEC : 10 ** Math.floor(Math.log10(Math.max(fast, 1e-5))),
    maxSec,
    slowestSec,
    beyond: sorted.reduce((sum, { sec, count }) => (sec > maxSec ? sum + count : sum), 0),
  };
}

function lengthAt(sorted: readonly CountedLength[], index: number): number | undefined {
  let left = index;
  return sorted.find(({ count }) => (left -= count) < 0)?.sec;
}

/** The slowest of those that have no gap below them that only a few lie beyond. */
function endOfMost(sorted: readonly CountedLength[], few: number): number {
  let end = sorted.at(-1)?.sec ?? 0;
  let beyond = 0;
  for (let index = sorted.length - 1; index > 0; index -= 1) {
    beyond += sorted[index]?.count ?? 0;
    if (beyond > few) break;
    const next = sorted[index - 1]?.sec ?? 0;
    if ((sorted[index]?.sec ?? 0) >= FAR * next) end = next;
  }
  return end;
}
