import type { GroupFigures, GroupQuery } from "../../console-wire/figures.ts";
import type { ColumnFrame } from "../column-frame.ts";
import { CountedItems } from "./counted-items.ts";
import type { FigureItem } from "../figure-item.ts";
import type { FirstSeen } from "../first-seen.ts";
import { findChanges } from "../find-changes.ts";
import { GroupDetails } from "./group-details.ts";

/** How many there were ever. */
let groups = 0;

/** All that is told of one group, made of its items. */
export class CountedGroup {
  /** Differs from group to group. */
  readonly number: number;
  readonly values: readonly string[];
  readonly items: CountedItems;
  readonly frame: ColumnFrame | undefined;
  private readonly details: GroupDetails;
  private newestSec = -Infinity;

  constructor(values: readonly string[], query: GroupQuery, frame: ColumnFrame | undefined) {
    groups += 1;
    this.number = groups;
    this.values = values;
    this.frame = frame;
    this.items = new CountedItems(frame);
    this.details = new GroupDetails(query.by.at(-1) ?? "outcome", values.at(-1) ?? "");
  }

  add(item: FigureItem): void {
    this.items.add(item);
    if (this.details.isWaiting) this.observe(item);
  }

  /** Whether it has to be shown every item, beside counting it. */
  get isWaiting(): boolean {
    return this.details.isWaiting;
  }

  observe(item: FigureItem): void {
    const isNewest = item.atSec >= this.newestSec;
    if (isNewest) this.newestSec = item.atSec;
    this.details.add(item, isNewest);
  }

  /** `earlier` knows the exceptions of all traces before the range. */
  toFigures(query: GroupQuery, earlier: FirstSeen | undefined): GroupFigures {
    const { values, items } = this;
    const { columns, firstSec, lastSec } = items;
    const figures = items.figures.figures();
    const isException = earlier !== undefined && query.by.at(-1) === "exception";
    const firstEverSec = isException ? (earlier.firstSec(values.at(-1) ?? "") ?? firstSec) : undefined;
    const found = query.change === true && columns ? findChanges(columns) : undefined;
    return {
      values,
      ...figures,
      firstSec,
      lastSec,
      ...(firstEverSec !== undefined && { firstEverSec }),
      examples: items.examples(figures.p50Sec),
      ...(query.series === true && columns && { columns: columns.columns() }),
      ...found,
      ...(items.repeats.requests > 0 && { repeats: items.repeats }),
      ...this.details.figures(),
    };
  }
}
