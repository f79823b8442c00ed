const LEAST_MS = 1e-4;

/** Two digits below 100, three from there on, as in the console: `0.41 ms`, `34 ms`, `1.23 s`, `2 min 4 s`. */
export function formatSeconds(durationSec: number): string {
  const durationMs = durationSec * 1000;
  if (!Number.isFinite(durationMs)) return "–";
  // No clock is finer than this, and the difference of two floating point sums is seldom quite 0.
  if (Math.abs(durationMs) < LEAST_MS) return "0 ms";
  if (durationMs < 0) return `-${formatSeconds(-durationSec)}`;
  if (durationMs < 0.01) return `${toFigures(durationMs * 1000)} µs`;
  if (durationMs < 999.5) return `${toFigures(durationMs)} ms`;
  if (durationSec < 59.95) return `${durationSec.toPrecision(3)} s`;
  const seconds = Math.round(durationSec);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

function toFigures(value: number): string {
  return value >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
}

/** `1 trace`, `1,204 traces`. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** `14:40:11.360`, in the time zone of the machine. */
export function formatClock(epochSec: number): string {
  const date = new Date(epochSec * 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const milliseconds = String(date.getMilliseconds()).padStart(3, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/**
 * Makes one line of text from outside that a terminal only shows: control characters (and so escape sequences) and line
 * breaks become visible.
 */
export function toInert(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "␡" : "�";
  });
}

/** The same for several lines, which stay lines. */
export function toInertLines(text: string): string {
  return text.split(/\r?\n/).map(toInert).join("\n");
}

/** At most this many characters, with an ellipsis for the rest. */
export function cut(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, Math.max(0, length - 1)).join("")}…`;
}
