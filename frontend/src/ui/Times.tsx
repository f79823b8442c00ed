import { formatMoment } from "../lib/format.ts";
import { formatLong, formatShort, toAge, toTimeLeft } from "../lib/span.ts";
import { Icon } from "./Icon.tsx";

/** How long ago: `1 h`. The title has the exact time. */
export function Age({ timeMs, nowMs }: { timeMs: number; nowMs: number }) {
  const age = toAge(nowMs - timeMs);
  return (
    <time className="age" dateTime={new Date(timeMs).toISOString()} title={formatMoment(timeMs)}>
      <span aria-hidden="true">{age === undefined ? "now" : formatShort(age)}</span>
      <span className="visually-hidden">{age === undefined ? "just now" : `${formatLong(age)} ago`}</span>
    </time>
  );
}

interface TimeLeftProps {
  timeMs: number;
  nowMs: number;
  /** Whether it is amber. */
  isLow: boolean;
}

/** The bomb and the time left: `56 min`. The title has the exact time. */
export function TimeLeft({ timeMs, nowMs, isLow }: TimeLeftProps) {
  const left = toTimeLeft(timeMs - nowMs);
  return (
    <time
      className={isLow ? "time-left low" : "time-left"}
      dateTime={new Date(timeMs).toISOString()}
      title={`Gone ${formatMoment(timeMs)}`}
    >
      <Icon name="bomb" />
      <span aria-hidden="true">{formatShort(left)}</span>
      <span className="visually-hidden">gone in {formatLong(left)}</span>
    </time>
  );
}
