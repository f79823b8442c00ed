/**
 * The clock of the server. Starts of traces are by the clocks of the servers, and so are the ranges that are asked for; a browser on
 * a computer whose clock is wrong goes by the server's.
 */
let aheadMs = 0;

/** How far the server's clock is ahead of the browser's. */
export function setServerClock(offsetMs: number): void {
  aheadMs = offsetMs;
}

/** Epoch milliseconds by the server's clock. */
export function serverNowMs(): number {
  return Date.now() + aheadMs;
}

/** Below this it is the network, or a busy page. */
const WRONG_FROM_MS = 3000;
/** Some of the last told; what is told late seems to be behind, so the furthest ahead comes nearest. */
const TOLD = 5;

/** Reads how far the server's clock is ahead out of what it tells: 0 unless one of both is clearly wrong. */
export function createClockReader(): (serverMs: number, browserMs: number) => number {
  let offsets: readonly number[] = [];
  return (serverMs, browserMs) => {
    offsets = [...offsets.slice(1 - TOLD), serverMs - browserMs];
    const nearest = Math.max(...offsets);
    return Math.abs(nearest) < WRONG_FROM_MS ? 0 : nearest;
  };
}
