const HOUR_MS = 3_600_000;

/** How long a crud may live: the API's name, the words for people, and the duration. */
export const TIMES_TO_LIVE = [
  { ttl: "30-days", words: "30 days", lengthMs: 30 * 24 * HOUR_MS },
  { ttl: "7-days", words: "7 days", lengthMs: 7 * 24 * HOUR_MS },
  { ttl: "3-days", words: "3 days", lengthMs: 3 * 24 * HOUR_MS },
  { ttl: "1-day", words: "1 day", lengthMs: 24 * HOUR_MS },
  { ttl: "12-hours", words: "12 hours", lengthMs: 12 * HOUR_MS },
  { ttl: "3-hours", words: "3 hours", lengthMs: 3 * HOUR_MS },
  { ttl: "1-hour", words: "1 hour", lengthMs: HOUR_MS },
] as const;

export type Ttl = (typeof TIMES_TO_LIVE)[number]["ttl"];

export const DEFAULT_TTL: Ttl = "7-days";

export function isTtl(text: string): text is Ttl {
  return TIMES_TO_LIVE.some(({ ttl }) => ttl === text);
}

export function lengthOf(ttl: Ttl): number {
  return TIMES_TO_LIVE.find((each) => each.ttl === ttl)?.lengthMs ?? 0;
}
