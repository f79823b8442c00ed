export interface ProgressState {
  elapsedSec: number;
  lengthSec: number;
  /** People on the page now, and people who have come so far. */
  visits: number;
  arrived: number;
  requests: number;
  /** Requests without an answer, or with 5xx. */
  failures: number;
}

const BAR_WIDTH = 24;

/** `[######      ] 12/30 s · 7 people · 118 requests, 9.8/s · 0 failed` */
export function formatProgress(state: ProgressState): string {
  const { elapsedSec, lengthSec, visits, requests, failures } = state;
  const share = Math.min(1, elapsedSec / lengthSec);
  const bar = "#".repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH);
  const perSec = (requests / Math.max(elapsedSec, 0.001)).toFixed(1);
  const people = visits === 1 ? "1 person" : `${visits} people`;
  const time = `${Math.min(lengthSec, Math.floor(elapsedSec))}/${lengthSec} s`;
  return `[${bar}] ${time} · ${people} · ${requests} requests, ${perSec}/s · ${failures} failed`;
}
