/** The range of the views: the last so many seconds, or a fixed, half-open range in epoch seconds. */
export type TimeRange =
  | { kind: "last"; durationSec: number }
  | { kind: "between"; startSec: number; endSec: number };

export const DEFAULT_RANGE: TimeRange = { kind: "last", durationSec: 15 * 60 };

/** The choices of the menu, in its order. */
export const RANGE_CHOICES: readonly { durationSec: number; label: string }[] = [
  { durationSec: 60, label: "Last minute" },
  { durationSec: 5 * 60, label: "Last 5 min" },
  { durationSec: 15 * 60, label: "Last 15 min" },
  { durationSec: 60 * 60, label: "Last hour" },
  { durationSec: 6 * 3600, label: "Last 6 h" },
  { durationSec: 24 * 3600, label: "Last 24 h" },
  { durationSec: 7 * 86_400, label: "Last 7 days" },
  { durationSec: 30 * 86_400, label: "Last 30 days" },
];

/**
 * As in AWS's console deep links (`timeRange=`): an ISO 8601 duration (`PT15M`) or `start~end`, both UTC
 * (Developer Guide, "Deep links"). Anything else is undefined.
 */
export function parseTimeRange(text: string): TimeRange | undefined {
  const [start, end, ...rest] = text.split("~");
  if (start === undefined || rest.length > 0) return undefined;
  if (end === undefined) {
    const durationSec = parseIsoDuration(start);
    return durationSec === undefined ? undefined : { kind: "last", durationSec };
  }
  const startSec = parseUtc(start);
  const endSec = parseUtc(end);
  if (startSec === undefined || endSec === undefined || endSec <= startSec) return undefined;
  return { kind: "between", startSec, endSec };
}

/** The inverse of `parseTimeRange`; fixed ranges keep milliseconds. */
export function formatTimeRange(range: TimeRange): string {
  if (range.kind === "between") return `${toUtc(range.startSec)}~${toUtc(range.endSec)}`;
  const days = Math.floor(range.durationSec / 86_400);
  const hours = Math.floor((range.durationSec % 86_400) / 3600);
  const minutes = Math.floor((range.durationSec % 3600) / 60);
  const seconds = Math.round(range.durationSec % 60);
  const time = [part(hours, "H"), part(minutes, "M"), part(seconds, "S")].join("");
  return `P${part(days, "D")}${time === "" ? "" : `T${time}`}`;
}

/** Start and end in epoch seconds of a range at a moment. */
export function boundsOf(range: TimeRange, nowSec: number): { startSec: number; endSec: number } {
  return range.kind === "last"
    ? { startSec: nowSec - range.durationSec, endSec: nowSec }
    : { startSec: range.startSec, endSec: range.endSec };
}

/** The value of a `datetime-local` field for a moment: local, to the second. Example: `2026-11-24T14:40:11`. */
export function toLocalField(timeSec: number): string {
  const date = new Date(Math.round(timeSec) * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** The moment of such a field, in epoch seconds; undefined while the field is incomplete. */
export function fromLocalField(text: string): number | undefined {
  // Without a zone and with a time of day, a date is local (ECMA-262, Date Time String Format).
  const timeMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(timeMs) ? undefined : timeMs / 1000;
}

const ISO_DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

function parseIsoDuration(text: string): number | undefined {
  const match = ISO_DURATION.exec(text);
  if (match === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const total = weeks * 604_800 + days * 86_400 + hours * 3600 + minutes * 60 + seconds;
  return total > 0 ? total : undefined;
}

const UTC_TIME = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(\.\d{1,6})?)?)?)?Z?$/;

/** AWS writes months and days with one digit or two. */
function parseUtc(text: string): number | undefined {
  const match = UTC_TIME.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 + Number(match[7] ?? 0);
}

function toUtc(timeSec: number): string {
  return new Date(Math.round(timeSec * 1000)).toISOString().replace(/(?:\.000)?Z$/, "");
}

function part(value: number, unit: string): string {
  return value === 0 ? "" : `${value}${unit}`;
}
