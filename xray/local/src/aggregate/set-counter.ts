import type { FigureQuery, FigureSet, SetFigures } from "../console-wire/figures.ts";
import { ColumnCounter, toColumn } from "./column-counter.ts";
import type { ColumnFrame } from "./column-counter.ts";
import { ExampleKeeper } from "./example-keeper.ts";
import { ExactLengths } from "./lengths/exact-lengths.ts";
import { FigureCounter, SHARES } from "./figure-counter.ts";
import type { FigureItem } from "./figure-item.ts";
import type { FirstSeen } from "./first-seen.ts";
import { GroupCounter } from "./groups/group-counter.ts";
import { HeatmapCounter } from "./heatmap-counter.ts";
import { keyGroups } from "./groups/keyed-groups.ts";
import type { KeyedGroups } from "./groups/keyed-groups.ts";
import { SecondRound } from "./groups/second-round.ts";

/** As many as the store tells at once. */
const BLOCK = 512;

/** All that is asked of one set. Where it is traces that are counted, their groups take a second round. */
export class SetCounter {
  /** Traces of the range that were looked at. */
  scanned = 0;
  /** Whether all groups are counted in one round. */
  readonly isAtOnce: boolean;
  private readonly total = new FigureCounter();
  private readonly exact: ExactLengths | undefined;
  private readonly columns: ColumnCounter | undefined;
  private readonly heatmap: HeatmapCounter | undefined;
  private readonly examples: ExampleKeeper | undefined;
  private readonly groups: readonly GroupCounter[];
  private readonly keyed: readonly KeyedGroups[];
  private readonly second: SecondRound;
  /** Of the traces that are in the set, for the second round. */
  private readonly blocks: Int32Array[] = [];
  private usedOfBlock = BLOCK;

  constructor(query: FigureQuery, set: FigureSet) {
    const { of: subject = "traces", columnSec, rows, groups = [] } = query;
    const frame = columnSec === undefined ? undefined : toFrame(set, columnSec);
    this.exact = subject === "traces" ? new ExactLengths() : undefined;
    this.columns = frame && new ColumnCounter(frame);
    this.heatmap = frame && rows === true ? new HeatmapCounter(frame) : undefined;
    this.examples = query.examples === undefined ? undefined : new ExampleKeeper(query.examples);
    this.isAtOnce = subject !== "traces";
    this.groups = groups.map((group) => new GroupCounter(subject, group, frame, this));
    this.keyed = keyGroups(subject, this.groups);
    this.second = new SecondRound(this.keyed);
  }

  /** A trace, of which `tell` is shown the same once more. */
  addTrace(item: FigureItem): void {
    this.addToWhole(item);
    if (this.keyed.length === 0) return;
    for (const groups of this.keyed) groups.tally(item);
    if (this.usedOfBlock === BLOCK) {
      this.blocks.push(new Int32Array(BLOCK));
      this.usedOfBlock = 0;
    }
    const block = this.blocks.at(-1);
    if (block !== undefined) block[this.usedOfBlock] = item.rows.places[item.row] ?? 0;
    this.usedOfBlock += 1;
  }

  /** A request, call or exception. */
  addItem(item: FigureItem): void {
    this.addToWhole(item);
    for (const groups of this.keyed) groups.add(item);
  }

  /** Ends the first round. Answers the places of the traces that are to be shown in the second. */
  choose(): readonly Int32Array[] {
    if (this.isAtOnce) return [];
    for (const groups of this.keyed) groups.choose();
    const last = this.blocks.pop();
    return last === undefined ? [] : [...this.blocks, last.subarray(0, this.usedOfBlock)];
  }

  /** The second round. */
  tell(item: FigureItem): void {
    this.second.add(item);
  }

  /** `earlier` knows the exceptions of all traces before the range. */
  figures(earlier?: FirstSeen): SetFigures {
    this.second.settle();
    const { exact, columns, heatmap, examples, groups, scanned } = this;
    // A trace is in one column, so that all of them are the total.
    const total = this.isAtOnce ? this.total : (columns?.between(0, Infinity) ?? this.total);
    const [p50Sec = 0, p95Sec = 0, p99Sec = 0] = exact?.percentiles(SHARES, total.lengths) ?? [];
    return {
      ...total.figures(),
      ...(exact && { p50Sec, p95Sec, p99Sec }),
      scanned,
      ...(columns && { columns: columns.columns() }),
      ...(heatmap && { heatmap: heatmap.heatmap() }),
      ...(examples && { examples: examples.examples() }),
      groups: groups.map((group) => group.list(earlier)),
    };
  }

  private addToWhole(item: FigureItem): void {
    const { columns, exact } = this;
    if (columns === undefined || this.isAtOnce) this.total.add(item);
    if (exact !== undefined) exact.add(item.durationUs);
    if (columns !== undefined) {
      const column = toColumn(columns.frame, item.atSec);
      columns.addTo(column, item);
      this.heatmap?.add(column, item);
    }
    this.examples?.add(item);
  }
}

function toFrame({ startSec, endSec }: FigureSet, columnSec: number): ColumnFrame {
  return { startSec, columnSec, columns: Math.max(1, Math.ceil((endSec - startSec) / columnSec)) };
}
