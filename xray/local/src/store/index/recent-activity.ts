import { readF64 } from "../../bytes/elements.ts";
import type { TraceActivity } from "../../model/trace-activity.ts";
import type { ActivitySubject, ItemRange } from "../../model/trace-rows.ts";
import { ActivityColumns } from "../../rollup/activity-columns.ts";
import type { RowPlace } from "../chunk/trace-history.ts";

/** Of each subject; some 5 MB. Then it starts over. */
const MAX_ITEMS = 60_000;
const MAX_TRACES = 40_000;
/** More rows than a chunk has. */
const ROWS_A_CHUNK = 2 ** 16;

interface Kept {
  columns: ActivityColumns;
  /** By place, the number of the trace in the columns. */
  traces: Map<number, number>;
}

/**
 * What traces did that were read from their chunks, as those of the last minute are again and again. A row of a chunk never
 * changes: a trace that goes on has another.
 */
export class RecentActivity {
  private readonly subjects = new Map<ActivitySubject, Kept>();
  private readonly range: ItemRange = { items: new ActivityColumns(), first: 0, end: 0 };

  /** To be read before the next is asked for. */
  load(subject: ActivitySubject, { chunk, row }: RowPlace, read: () => TraceActivity | undefined): ItemRange {
    const kept = this.keptOf(subject);
    const key = chunk * ROWS_A_CHUNK + row;
    const trace = kept.traces.get(key) ?? this.keep(kept, subject, key, read());
    const { range } = this;
    range.items = kept.columns;
    range.first = trace === 0 ? 0 : readF64(kept.columns.ends, trace - 1);
    range.end = readF64(kept.columns.ends, trace);
    return range;
  }

  private keep(
    { columns, traces }: Kept,
    subject: ActivitySubject,
    key: number,
    activity: TraceActivity | undefined,
  ): number {
    if (columns.length >= MAX_ITEMS || columns.traces >= MAX_TRACES) {
      columns.clear();
      traces.clear();
    }
    columns.addTrace(subject, activity);
    traces.set(key, columns.traces - 1);
    return columns.traces - 1;
  }

  private keptOf(subject: ActivitySubject): Kept {
    const known = this.subjects.get(subject);
    if (known !== undefined) return known;
    const kept = { columns: new ActivityColumns(), traces: new Map<number, number>() };
    this.subjects.set(subject, kept);
    return kept;
  }
}
