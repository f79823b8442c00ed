const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A duration in one unit, as a person would say it. */
export interface Span {
  count: number;
  unit: "second" | "minute" | "hour" | "day";
}

const SHORT_UNITS = { second: "s", minute: "min", hour: "h", day: "d" } as const;

/** How long ago, in full units: 119 minutes are 1 h. `undefined` within the first minute. */
export function toAge(ageMs: number): Span | undefined {
  if (ageMs < MINUTE_MS) return undefined;
  if (ageMs < HOUR_MS) return { count: Math.floor(ageMs / MINUTE_MS), unit: "minute" };
  if (ageMs < DAY_MS) return { count: Math.floor(ageMs / HOUR_MS), unit: "hour" };
  return { count: Math.floor(ageMs / DAY_MS), unit: "day" };
}

/**
 * How much time is left, rounded to a unit. A unit is used from two of it on, so that rounding is never far off: 90 min
 * and not 2 h, 30 h and not 1 d. The last minute counts down in seconds, to 1 s at its end.
 */
export function toTimeLeft(leftMs: number): Span {
  if (leftMs < MINUTE_MS) return { count: Math.max(0, Math.ceil(leftMs / SECOND_MS)), unit: "second" };
  const minutes = Math.round(leftMs / MINUTE_MS);
  if (minutes < 120) return { count: minutes, unit: "minute" };
  const hours = Math.round(leftMs / HOUR_MS);
  if (hours < 48) return { count: hours, unit: "hour" };
  return { count: Math.round(leftMs / DAY_MS), unit: "day" };
}

/** `56 min` */
export function formatShort(span: Span): string {
  return `${span.count} ${SHORT_UNITS[span.unit]}`;
}

/** `56 minutes`, for screen readers. */
export function formatLong(span: Span): string {
  return `${span.count} ${span.unit}${span.count === 1 ? "" : "s"}`;
}
