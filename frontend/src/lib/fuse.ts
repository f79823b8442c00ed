/** A crud with a smaller share of its life left is drawn in amber. */
const LOW_SHARE = 0.1;

/** Epoch milliseconds. */
export interface Lifetime {
  createdAtMs: number;
  expiresAtMs: number;
}

/** The share of a life that is left, 0 to 1; 0 for a life without duration. */
export function fuseShare({ createdAtMs, expiresAtMs }: Lifetime, nowMs: number): number {
  const lifeMs = expiresAtMs - createdAtMs;
  if (lifeMs <= 0) return 0;
  return Math.min(1, Math.max(0, (expiresAtMs - nowMs) / lifeMs));
}

export function isBurningLow(share: number): boolean {
  return share < LOW_SHARE;
}

export function isBurnedDown({ expiresAtMs }: Pick<Lifetime, "expiresAtMs">, nowMs: number): boolean {
  return expiresAtMs <= nowMs;
}

/**
 * Milliseconds until fuses and times should be drawn again: a minute; or, while an end is less than a minute away,
 * until the next full second before it. So a crud is redrawn exactly at its end, and when its last minute begins.
 */
export function msUntilRedraw(nowMs: number, expiryTimesMs: readonly number[]): number {
  const leftMs = Math.min(
    ...expiryTimesMs.filter((timeMs) => timeMs > nowMs).map((timeMs) => timeMs - nowMs),
  );
  if (leftMs <= 60_000) return leftMs % 1_000 || 1_000;
  return Math.min(60_000, leftMs - 60_000);
}
