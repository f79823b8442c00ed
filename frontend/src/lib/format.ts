/** `41 ms`, from a second on `1.3 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 999.5) return `${Math.max(1, Math.round(durationMs))} ms`;
  return `${(durationMs / 1_000).toFixed(1)} s`;
}

const moments = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** The moment in the reader's time zone: `Tue, 24 Nov 2026, 20:31:05`. */
export function formatMoment(timeMs: number): string {
  return moments.format(timeMs);
}

/** `1 reply`, `2 replies` */
export function formatCount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
