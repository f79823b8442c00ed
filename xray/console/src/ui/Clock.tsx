import { clockParts, exactTime, formatDateUnlessToday } from "../lib/format.ts";

/** A moment of epoch seconds in local time, its milliseconds dim; UTC and epoch seconds in the title. */
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
