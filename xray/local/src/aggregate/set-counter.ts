import { readI32 } from "../bytes/elements.ts";
import type { FigureQuery, FigureSet, SetFigures } from "../console-wire/figures.ts";
import { ColumnCounter } from "./column-counter.ts";
import type { ColumnFrame } from "./column-frame.ts";
import { ExamplePicker } from "./example-picker.ts";
import { ExactLengths } from "./lengths/exact-lengths.ts";
import { FigureCounter, SHARES } from "./figure-counter.ts";
import type { FirstSeen } from "./first-seen.ts";
import { GroupCounter } from "./groups/group-counter.ts";
import { HeatmapCounter } from "./heatmap-counter.ts";
import { keyGroups } from "./groups/keyed-groups.ts";
import type { KeyedGroups } from "./groups/keyed-groups.ts";
import type { ItemBlock } from "./item-block.ts";
import { SecondRound } from "./groups/second-round.ts";

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
  private readonly examples: ExamplePicker | undefined;
  private readonly groups: readonly GroupCounter[];
  private readonly keyed: readonly KeyedGroups[];
  private readonly rounds: readonly SecondRound[];
  /** Of the traces that are in the set, for the second round. */
  private readonly places: Int32Array[] = [];

  constructor(query: FigureQuery, set: FigureSet) {
    const { of: subject = "traces", columnSec, rows, groups = [] } = query;
    const frame = columnSec === undefined ? undefined : toFrame(set, columnSec);
    this.exact = subject === "traces" ? new ExactLengths() : undefined;
    this.columns = frame && new ColumnCounter(frame);
    this.heatmap = frame && rows === true ? new HeatmapCounter(frame) : undefined;
    this.examples = query.examples === undefined ? undefined : new ExamplePicker(query.examples);
    this.isAtOnce = subject !== "traces";
    this.groups = groups.map((group) => new GroupCounter(subject, group, frame, this));
    this.keyed = keyGroups(subject, this.groups);
    this.rounds = this.isAtOnce
      ? this.keyed.map((each) => new SecondRound([each]))
      : [new SecondRound(this.keyed)];
  }

  /** Counts the items of a block; where they are traces, `tell` is shown them once more. */
  add(block: ItemBlock): void {
    const { columns, total, exact, heatmap, examples, keyed } = this;
    if (columns !== undefined) {
      block.placeInColumns(columns.frame);
      columns.addBlock(block, block.asTheyCame, 0, block.count);
      heatmap?.addBlock(block);
    }
    if (columns === undefined) total.addBlock(block, block.asTheyCame, 0, block.count);
    else total.addTraces(block, block.asTheyCame, 0, block.count);
    exact?.addBlock(block);
    if (examples !== undefined) for (let at = 0; at < block.count; at += 1) examples.add(block.itemAt(at));
    for (const groups of keyed) groups.count(block);
    if (this.isAtOnce) for (const round of this.rounds) round.add(block);
    else if (keyed.length > 0) this.notePlaces(block);
  }

  /** Ends the first round. Answers the places of the traces that are to be shown in the second. */
  choose(): readonly Int32Array[] {
    for (const groups of this.keyed) {
      if (this.isAtOnce) groups.settle();
      else groups.choose();
    }
    return this.places;
  }

  /** The second round. */
  tell(block: ItemBlock): void {
    if (this.columns !== undefined) block.placeInColumns(this.columns.frame);
    for (const round of this.rounds) round.add(block);
  }

  /** `earlier` knows the exceptions of all traces before the range. */
  figures(earlier?: FirstSeen): SetFigures {
    for (const round of this.rounds) round.settle();
    const { exact, columns, heatmap, examples, groups, scanned } = this;
    const total = columns === undefined ? this.total : columns.total(this.total.traces);
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

  private notePlaces({ rows, row, count }: ItemBlock): void {
    const places = new Int32Array(count);
    for (let at = 0; at < count; at += 1) places[at] = readI32(rows.places, readI32(row, at));
    this.places.push(places);
  }
}

function toFrame({ startSec, endSec }: FigureSet, columnSec: number): ColumnFrame {
  return { startSec, columnSec, columns: Math.max(1, Math.ceil((endSec - startSec) / columnSec)) };
}
