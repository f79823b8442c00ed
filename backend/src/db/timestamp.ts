/**
 * Postgres' text form of a timestamptz to ISO 8601 with offset, microseconds kept:
 * "2026-11-24 06:10:00.123456+00" → "2026-11-24T06:10:00.123456+00:00".
 */
export function toIsoTimestamp(text: string): string {
  const iso = text.replace(" ", "T");
  return /[+-]\d\d$/.test(iso) ? `${iso}:00` : iso;
}
