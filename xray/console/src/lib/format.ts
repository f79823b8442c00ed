/** A number and its unit, which is printed smaller. */
export interface FigureParts {
  value: string;
  unit: string;
}

const NO_BREAK_SPACE = "\u00a0";
const COUNT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Two figures under 100, three from there: 0.41, 6.5, 34, 253. `value` is 0 or at least 0.001. */
function toFigures(value: number): string {
  if (value === 0) return "0";
  if (value >= 99.5) return value.toFixed(0);
  return value.toPrecision(2);
}

/** No clock is finer than this, and the difference of two floating point sums is seldom quite 0. */
const LEAST_DURATION_MS = 1e-4;

/**
 * A duration in seconds as text: `0.41 ms`, `34 ms`, `253 ms`, `1.23 s`, `12.4 s`, `2 min 4 s`, `3 h 7 min`. From a
 * minute on, the value contains units and `unit` is the last one.
 */
export function durationParts(durationSec: number): FigureParts {
  const durationMs = durationSec * 1000;
  if (!Number.isFinite(durationMs)) return { value: "–", unit: "" };
  if (Math.abs(durationMs) < LEAST_DURATION_MS) return { value: "0", unit: "ms" };
  if (durationMs < 0) {
    const positive = durationParts(-durationSec);
    return { value: `−${positive.value}`, unit: positive.unit };
  }
  if (durationMs < 999.5) {
    return durationMs > 0 && durationMs < 0.01
      ? { value: toFigures(durationMs * 1000), unit: "µs" }
      : { value: toFigures(durationMs), unit: "ms" };
  }
  if (durationSec < 59.95) return { value: durationSec.toPrecision(3), unit: "s" };
  return wholeUnits(Math.round(durationSec));
}

function wholeUnits(durationSec: number): FigureParts {
  const minutes = Math.floor(durationSec / 60);
  if (minutes < 60) return { value: `${minutes} min ${durationSec % 60}`, unit: "s" };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { value: `${hours} h ${minutes % 60}`, unit: "min" };
  return { value: `${Math.floor(hours / 24)} d ${hours % 24}`, unit: "h" };
}

/** `durationParts` as one text, with no-break spaces. */
export function formatDuration(durationSec: number): string {
  const { value, unit } = durationParts(durationSec);
  return `${value} ${unit}`.trimEnd().replaceAll(" ", NO_BREAK_SPACE);
}

/** A round length as it stands behind `per` and `each`: `minute`, `15 s`, `5 min`, `2 h`. */
export function formatEach(lengthSec: number): string {
  const [unit, sec] =
    lengthSec % 3600 === 0 ? ["hour", 3600] : lengthSec % 60 === 0 ? ["minute", 60] : ["second", 1];
  const count = lengthSec / sec;
  if (count === 1) return unit;
  return `${count}${NO_BREAK_SPACE}${unit === "hour" ? "h" : unit === "minute" ? "min" : "s"}`;
}

/** A difference of two lengths, with its sign: `+34 ms`, `−34 ms`, `0 ms`. */
export function formatDifference(differenceSec: number): string {
  const isSeen = differenceSec * 1000 >= LEAST_DURATION_MS && Number.isFinite(differenceSec);
  return `${isSeen ? "+" : ""}${formatDuration(differenceSec)}`;
}

/** `41,392`; from a million `1.2 M`. */
export function formatCount(count: number): string {
  if (count < 1_000_000) return COUNT.format(count);
  if (count < 999_500_000) return `${toFigures(count / 1_000_000)}${NO_BREAK_SPACE}M`;
  return `${toFigures(count / 1_000_000_000)}${NO_BREAK_SPACE}G`;
}

/** A count with its noun: `1 trace`, `438 traces`. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** How long things are kept: `30 days`, `1 day`, `12 h 0 min`. */
export function formatRetention(durationSec: number): string {
  const days = durationSec / 86_400;
  return Number.isInteger(days) ? formatCounted(days, "day") : formatDuration(durationSec);
}

/** So many of a hundred, with a verb: `19 in 100 are`, `1 in 100 is`, `all are`, `none is`. */
export function formatOfHundred(count: number): string {
  if (count <= 0) return "none is";
  if (count >= 100) return "all are";
  return `${formatCount(count)} in 100 ${count === 1 ? "is" : "are"}`;
}

/**
 * A share of 0 to 1 as text: `44 %`, under 10 % with one decimal: `6.3 %`. Never rounds something to 0 %, nor less than
 * all to 100 %.
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (!Number.isFinite(percent)) return "–";
  if (percent <= 0) return `0${NO_BREAK_SPACE}%`;
  if (percent < 0.1) return `<${NO_BREAK_SPACE}0.1${NO_BREAK_SPACE}%`;
  if (percent < 9.95) return `${percent.toFixed(1).replace(/\.0$/, "")}${NO_BREAK_SPACE}%`;
  if (percent >= 99.5 && percent < 100) return `${Math.min(99.9, percent).toFixed(1)}${NO_BREAK_SPACE}%`;
  return `${percent.toFixed(0)}${NO_BREAK_SPACE}%`;
}

/** A lower rate would be a row of zeros: one request a day is 0.0007 a minute. */
const LEAST_RATE = 0.01;

/** Events a second or, when rare, a minute: `46/s`, `14/min`, `0.2/min`. */
export function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return "–";
  if (perSecond >= 10) return `${formatCount(perSecond)}/s`;
  return `${formatPerMinute(perSecond)}/min`;
}

/** `formatRate` for a column in which all are per minute: `2,760`, `14`, `0.2`. */
export function formatPerMinute(perSecond: number): string {
  const perMinute = perSecond * 60;
  if (!Number.isFinite(perMinute)) return "–";
  if (perMinute > 0 && perMinute < LEAST_RATE) return `<${NO_BREAK_SPACE}${LEAST_RATE}`;
  return perMinute >= 99.5 ? formatCount(perMinute) : toFigures(perMinute);
}

/** Sizes in binary units: `41 kB`, `212 MB`, `1.0 GB`. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : toFigures(value)}${NO_BREAK_SPACE}${units[unit]}`;
}

/** The local time of a moment in epoch seconds: `14:40:11` and `.360`. */
export function clockParts(timeSec: number): { clock: string; millis: string } {
  const date = new Date(Math.round(timeSec * 1000));
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":");
  return { clock, millis: `.${String(date.getMilliseconds()).padStart(3, "0")}` };
}

/** `14:40:11`, after the date when it is not today's: `23 Nov 14:40:11`. */
export function formatTime(timeSec: number, nowSec: number): string {
  const { clock } = clockParts(timeSec);
  const date = formatDateUnlessToday(timeSec, nowSec);
  return date === "" ? clock : `${date} ${clock}`;
}

/** `14:40` of any day. */
export function formatClockMinute(timeSec: number): string {
  return clockParts(timeSec).clock.slice(0, 5);
}

/** `14:40`, after the date when it is not today's. */
export function formatMinute(timeSec: number, nowSec: number): string {
  return formatTime(timeSec, nowSec).replace(/:\d\d$/, "");
}

/** `23 Nov`, with the year when it is not this year; empty for today. */
export function formatDateUnlessToday(timeSec: number, nowSec: number): string {
  const date = new Date(timeSec * 1000);
  const now = new Date(nowSec * 1000);
  if (date.toDateString() === now.toDateString()) return "";
  const year = date.getFullYear() === now.getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${date.getDate()} ${MONTHS[date.getMonth()] ?? ""}${year}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** For title attributes: UTC and epoch seconds of a moment. */
export function exactTime(timeSec: number): string {
  const date = new Date(Math.round(timeSec * 1000));
  const utc = Number.isNaN(date.getTime())
    ? "not a time"
    : date.toISOString().replace("T", " ").replace("Z", " UTC");
  return `${utc}, ${timeSec} s`;
}

/** How long ago, for signs of life: `now`, `4 s ago`, `3 min ago`. */
export function formatAgo(timeMs: number, nowMs: number): string {
  const sec = Math.max(0, Math.round((nowMs - timeMs) / 1000));
  if (sec < 1) return "now";
  if (sec < 60) return `${sec} s ago`;
  if (sec < 3600) return `${Math.floor(sec / 60)} min ago`;
  return sec < 172_800 ? `${Math.floor(sec / 3600)} h ago` : `${Math.floor(sec / 86_400)} d ago`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** `1st`, `2nd`, `11th`, `23rd`. */
export function ordinalWords(place: number): string {
  const tens = place % 100;
  const end = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${end}`;
}

/** How many times as long: `3.2`, `19`; below one `0.4`. */
export function timesWords(times: number): string {
  if (!Number.isFinite(times)) return "–";
  return times >= 9.95 ? times.toFixed(0) : times.toFixed(1);
}
