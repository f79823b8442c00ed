import type { FigureExample, GroupFigures, GroupQuery } from "../console-wire/figures.ts";
import { ColumnCounter } from "./column-counter.ts";
import type { ColumnFrame } from "./column-counter.ts";
import { FigureCounter } from "./figure-counter.ts";
import { toExample } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";
import type { FirstSeen } from "./first-seen.ts";
import { findChanges } from "./find-changes.ts";
import { GroupDetails } from "./group-details.ts";

/** All that is told of one group, made of its items. */
export class CountedGroup {
  readonly values: readonly string[];
  readonly figures = new FigureCounter();
  lastSec = -Infinity;
  private firstSec = Infinity;
  private readonly columns: ColumnCounter | undefined;
  private readonly details: GroupDetails;
  private newest: FigureExample | undefined;
  private slowest: FigureExample | undefined;
  private failed: FigureExample | undefined;
  /** Some from all over the group, of which one near the middle is told. */
  private readonly candidates: FigureExample[] = [];

  constructor(values: readonly string[], query: GroupQuery, frame: ColumnFrame | undefined) {
    this.values = values;
    this.columns = frame && new ColumnCounter(frame);
    this.details = new GroupDetails(query.by.at(-1) ?? "outcome", values.at(-1) ?? "");
  }

  add(item: FigureItem): void {
    const { atSec } = item;
    const isNewest = atSec >= this.lastSec;
    this.figures.add(item);
    this.columns?.add(item);
    if (atSec < this.firstSec) this.firstSec = atSec;
    if (item.isFirst || this.details.isWaiting) this.details.add(item, isNewest);
    this.noteExamples(item);
    if (isNewest) this.lastSec = atSec;
  }

  /** `earlier` knows the exceptions of all traces before the range. */
  toFigures(query: GroupQuery, earlier: FirstSeen | undefined): GroupFigures {
    const { values, columns, firstSec, lastSec, newest = NOBODY, slowest = NOBODY, failed } = this;
    const figures = this.figures.figures();
    const usual = nearest(this.candidates, figures.p50Sec) ?? newest;
    const isException = earlier !== undefined && query.by.at(-1) === "exception";
    const firstEverSec = isException ? (earlier.firstSec(values.at(-1) ?? "") ?? firstSec) : undefined;
    const found = query.change === true && columns ? findChanges(columns) : undefined;
    return {
      values,
      ...figures,
      firstSec,
      lastSec,
      ...(firstEverSec !== undefined && { firstEverSec }),
      examples: { newest, slowest, usual, ...(failed && { failed }) },
      ...(query.series === true && columns && { columns: columns.columns() }),
      ...found,
      ...this.details.figures(),
    };
  }

  private noteExamples(item: FigureItem): void {
    const { atSec, durationUs } = item;
    if (this.newest === undefined || atSec > this.newest.startSec) this.newest = toExample(item);
    if (this.slowest === undefined || durationUs / 1e6 > this.slowest.durationSec) {
      this.slowest = toExample(item);
    }
    if (item.outcomeNumber > 0 && (this.failed === undefined || atSec > this.failed.startSec)) {
      this.failed = toExample(item);
    }
    // The first few, and where the next power of two is reached: a handful, and the same whenever it is asked.
    const { count } = this.figures;
    if (count <= 8 || (count & (count - 1)) === 0) this.candidates.push(toExample(item));
  }
}

/** Of a group that lost its last trace while it was counted. */
const NOBODY: FigureExample = { traceId: "", startSec: 0, durationSec: 0 };

function nearest(examples: readonly FigureExample[], sec: number): FigureExample | undefined {
  let best: FigureExample | undefined;
  const distance = ({ durationSec }: FigureExample) => Math.abs(durationSec - sec);
  for (const example of examples)
    if (best === undefined || distance(example) < distance(best)) best = example;
  return best;
}
