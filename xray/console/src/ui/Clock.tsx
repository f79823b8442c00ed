import { clockParts, exactTime, formatDateUnlessToday } from "../lib/format.ts";

/** A moment of epoch seconds, local, its milliseconds dim; UTC and epoch in the title. */
export function Clock({ sec, nowSec }: { sec: number; nowSec: number }) {
  const { clock, millis } = clockParts(sec);
  const date = formatDateUnlessToday(sec, nowSec);
  return (
    <time dateTime={new Date(sec * 1000).toISOString()} title={exactTime(sec)}>
      {date === "" ? "" : `${date} `}
      {clock}
      <i>{millis}</i>
    </time>
  );
}
