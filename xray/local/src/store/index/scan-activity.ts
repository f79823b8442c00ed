import { readF64, readI32 } from "../../bytes/elements.ts";
import type { ActivityRows, ActivitySubject, ItemRange } from "../../model/trace-rows.ts";
import { ActivityColumns } from "../../rollup/activity-columns.ts";
import type { MinuteMark, RollupStore } from "../../rollup/rollup-store.ts";
import { copyPackedId, PACKED_ID_BYTES } from "../chunk/packed-id.ts";
import type { TimeRange } from "../trace-store.ts";
import type { RecentActivity } from "./recent-activity.ts";
import { ROWS } from "./row-block.ts";
import type { RowBlock } from "./row-block.ts";
import type { TraceIndex } from "./trace-index.ts";

type Rollups = Pick<RollupStore, "hasActivity" | "readActivity">;

const MINUTE_SEC = 60;
/** Where each trace may have to be read from its chunk. */
const SLOW_ROWS = 32;

export interface ActivityScan extends TimeRange {
  subject: ActivitySubject;
  isOldestFirst: boolean;
}

/**
 * The traces that start in the range with what they did, minute by minute. What is kept of a whole minute is read at once,
 * when a trace of it is asked for; what is not, trace by trace. As in `scanTraces`, traces may come and go between two
 * steps: a minute that changes is then no longer what was kept of it.
 */
export function* scanActivity(
  index: TraceIndex,
  rows: RowBlock,
  kept: { rollups: Rollups; recent: RecentActivity },
  scan: ActivityScan,
): Generator<ActivityRows> {
  const { startSec, endSec, isOldestFirst } = scan;
  const minute = new MinuteActivity(kept.rollups, scan.subject, (at) =>
    kept.recent.load(scan.subject, index.placeOf(readI32(rows.places, at)), () => rows.facts(at).activity),
  );
  const told = Object.assign(rows, { load: (row: number) => minute.load(row) });
  let range: TimeRange = { startSec, endSec };
  for (;;) {
    const nextSec = isOldestFirst ? index.firstStartSec(range.startSec) : index.lastStartSec(range.endSec);
    if (nextSec === undefined || nextSec < startSec || nextSec >= endSec) return;
    const minuteSec = Math.floor(nextSec / MINUTE_SEC) * MINUTE_SEC;
    const minuteEndSec = minuteSec + MINUTE_SEC;
    yield* scanMinute(index, told, minute, {
      minuteSec,
      startSec: Math.max(startSec, minuteSec),
      endSec: Math.min(endSec, minuteEndSec),
      isOldestFirst,
    });
    range = isOldestFirst ? { startSec: minuteEndSec, endSec } : { startSec, endSec: minuteSec };
  }
}

function* scanMinute(
  index: TraceIndex,
  rows: RowBlock & ActivityRows,
  minute: MinuteActivity,
  scan: TimeRange & { minuteSec: number; isOldestFirst: boolean },
): Generator<ActivityRows> {
  const { minuteSec, isOldestFirst } = scan;
  const step = isOldestFirst ? 1 : -1;
  const last = new Uint8Array(PACKED_ID_BYTES);
  const firstFrom = (sec: number): number =>
    index.order.search((row) => readF64(index.columns.startSec, row) < sec);
  const fingerprint = index.marks.of(minuteSec);
  minute.moveTo({ startSec: minuteSec, ...fingerprint });
  let position = isOldestFirst ? firstFrom(scan.startSec) : firstFrom(scan.endSec) - 1;
  for (;;) {
    if (index.marks.of(minuteSec) !== fingerprint) minute.forget();
    const left = isOldestFirst ? firstFrom(scan.endSec) - position : position - firstFrom(scan.startSec) + 1;
    rows.count = Math.min(minute.isKept ? ROWS : SLOW_ROWS, left);
    if (rows.count <= 0) return;
    for (let at = 0; at < rows.count; at += 1) rows.places[at] = index.order.at(position + step * at);
    rows.fill();
    // What is kept is in the order of the newest first.
    minute.place(firstFrom(minuteSec + MINUTE_SEC) - 1 - position, -step);
    const lastRow = readI32(rows.places, rows.count - 1);
    const lastStartSec = readF64(index.columns.startSec, lastRow);
    copyPackedId(index.columns.ids, lastRow * PACKED_ID_BYTES, last, 0);
    const { version } = index.order;
    yield rows;
    position += step * rows.count;
    if (version === index.order.version) continue;
    position = index.positionOf(lastStartSec, last);
    if (!isOldestFirst) position -= 1;
    else if (isAt(index, position, last)) position += 1;
  }
}

/** Whether the trace with this id is there, and did not go or move. */
function isAt(index: TraceIndex, position: number, id: Uint8Array): boolean {
  return position < index.order.length && index.compareId(index.order.at(position), id, 0) === 0;
}

/** What the traces of one minute did, read when it is asked for. */
class MinuteActivity {
  private readonly rollups: Rollups;
  private readonly subject: ActivitySubject;
  /** What one trace did, where the minute is not kept. */
  private readonly loadTrace: (row: number) => ItemRange;
  private readonly whole = new ActivityColumns();
  private readonly range: ItemRange = { items: this.whole, first: 0, end: 0 };
  private mark: MinuteMark | undefined;
  private isRead = false;
  /** Of the first row among the traces of the minute, and of the next seen from there. */
  private first = 0;
  private step = 1;
  isKept = false;

  constructor(rollups: Rollups, subject: ActivitySubject, loadTrace: (row: number) => ItemRange) {
    this.rollups = rollups;
    this.subject = subject;
    this.loadTrace = loadTrace;
  }

  moveTo(mark: MinuteMark): void {
    this.mark = mark;
    this.isRead = false;
    this.isKept = this.rollups.hasActivity(mark);
  }

  /** What was kept is no longer what is. */
  forget(): void {
    this.isKept = false;
  }

  place(first: number, step: number): void {
    this.first = first;
    this.step = step;
  }

  load(row: number): ItemRange {
    if (this.isKept && !this.isRead) this.read();
    if (!this.isKept) return this.loadTrace(row);
    const { range, whole } = this;
    const trace = this.first + this.step * row;
    range.first = trace === 0 ? 0 : readF64(whole.ends, trace - 1);
    range.end = readF64(whole.ends, trace);
    return range;
  }

  private read(): void {
    this.isRead = true;
    this.isKept = this.mark !== undefined && this.rollups.readActivity(this.mark, this.subject, this.whole);
  }
}
