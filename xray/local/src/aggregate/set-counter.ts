import type { FigureQuery, FigureSet, SetFigures } from "../console-wire/figures.ts";
import { ColumnCounter } from "./column-counter.ts";
import type { ColumnFrame } from "./column-counter.ts";
import { ExampleKeeper } from "./example-keeper.ts";
import { ExactLengths } from "./exact-lengths.ts";
import { FigureCounter } from "./figure-counter.ts";
import type { FirstSeen } from "./first-seen.ts";
import { readerOf } from "./field-values.ts";
import type { FigureItem } from "./figure-item.ts";
import { GroupCounter } from "./group-counter.ts";
import { HeatmapCounter } from "./heatmap-counter.ts";
import type { RowItem } from "./row-item.ts";

/** All that is asked of one set. */
export class SetCounter {
  /** Traces of the range that were looked at. */
  scanned = 0;
  readonly groups: readonly GroupCounter[];
  private readonly total = new FigureCounter();
  private readonly exact: ExactLengths | undefined;
  private readonly columns: ColumnCounter | undefined;
  private readonly heatmap: HeatmapCounter | undefined;
  private readonly examples: ExampleKeeper | undefined;

  constructor(query: FigureQuery, set: FigureSet) {
    const { of: subject = "traces", columnSec, rows, groups = [] } = query;
    const frame = columnSec === undefined ? undefined : toFrame(set, columnSec);
    this.exact = subject === "traces" ? new ExactLengths() : undefined;
    this.columns = frame && new ColumnCounter(frame);
    this.heatmap = frame && rows === true ? new HeatmapCounter(frame) : undefined;
    this.examples = query.examples === undefined ? undefined : new ExampleKeeper(query.examples);
    this.groups = groups.map(
      (group) =>
        new GroupCounter(
          group,
          group.by.map((field) => readerOf(subject, field)),
          frame,
        ),
    );
  }

  add(item: FigureItem): void {
    this.addToWhole(item);
    for (const group of this.groups) group.add(item);
  }

  addRow(item: RowItem): void {
    this.addToWhole(item);
    for (const group of this.groups) group.addRow(item);
  }

  private addToWhole(item: FigureItem): void {
    this.total.add(item);
    this.exact?.add(item.durationUs);
    this.columns?.add(item);
    this.heatmap?.add(item.atSec, item.durationUs, item.outcome);
    this.examples?.add(item);
  }

  /** `earlier` knows the exceptions of all traces before the range. */
  figures(earlier?: FirstSeen): SetFigures {
    const { total, exact, columns, heatmap, examples, groups, scanned } = this;
    return {
      ...total.figures(),
      ...(exact && {
        p50Sec: exact.percentile(0.5, total.lengths),
        p95Sec: exact.percentile(0.95, total.lengths),
        p99Sec: exact.percentile(0.99, total.lengths),
      }),
      scanned,
      ...(columns && { columns: columns.columns() }),
      ...(heatmap && { heatmap: heatmap.heatmap() }),
      ...(examples && { examples: examples.examples() }),
      groups: groups.map((group) => group.list(earlier)),
    };
  }
}

function toFrame({ startSec, endSec }: FigureSet, columnSec: number): ColumnFrame {
  return { startSec, columnSec, columns: Math.max(1, Math.ceil((endSec - startSec) / columnSec)) };
}
