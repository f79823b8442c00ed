import { readI32 } from "../../bytes/elements.ts";
import type { CountedGroup } from "./counted-group.ts";
import { CountedItems } from "./counted-items.ts";
import type { FigureItem } from "../figure-item.ts";
import type { KeyedGroups } from "./keyed-groups.ts";

/** With more different combinations of groups, items are counted in each group of theirs. */
const MAX_BUNDLES = 1000;

/** Of a table of pairs: it holds so many for each of the bundles. */
const MAX_WIDTH = 4096;

/** Items that are in the same groups. */
interface Bundle {
  items: CountedItems;
  groups: readonly CountedGroup[];
  /** Those of them that have to be shown every item. */
  waiting: readonly CountedGroup[];
}

/**
 * Counts the groups that are told. An item is in many groups at once, and most items are in the same ones: they are
 * counted together, and added to each group at the end.
 */
export class SecondRound {
  private readonly keyed: readonly KeyedGroups[];
  private readonly pairs: readonly PairNumbers[];
  private readonly bundles: Bundle[] = [];

  constructor(keyed: readonly KeyedGroups[]) {
    this.keyed = keyed;
    this.pairs = keyed.map(() => new PairNumbers());
  }

  add(item: FigureItem): void {
    const { keyed, pairs } = this;
    let number = 0;
    for (let at = 0; at < keyed.length; at += 1) {
      number = pairs[at]?.numberOf(number, keyed[at]?.toldBy(item) ?? 0) ?? 0;
    }
    const bundle = this.bundles[number] ?? this.create(number, item);
    if (bundle === undefined) {
      for (const groups of keyed) for (const group of groups.told(groups.toldBy(item))) group.add(item);
      return;
    }
    bundle.items.add(item);
    if (bundle.waiting.length > 0) observe(bundle, item);
  }

  /** After the last item. */
  settle(): void {
    for (const { items, groups } of this.bundles) for (const group of groups) group.items.addAll(items);
    this.bundles.length = 0;
  }

  /** Undefined when there are too many. */
  private create(number: number, item: FigureItem): Bundle | undefined {
    if (number >= MAX_BUNDLES) return undefined;
    const groups = this.keyed.flatMap((each) => each.told(each.toldBy(item)));
    const frame = groups.find((group) => group.frame !== undefined)?.frame;
    const bundle = { items: new CountedItems(frame), groups, waiting: groups };
    this.bundles[number] = bundle;
    return bundle;
  }
}

function observe(bundle: Bundle, item: FigureItem): void {
  for (const group of bundle.waiting) group.observe(item);
  bundle.waiting = bundle.waiting.filter(({ isWaiting }) => isWaiting);
}

/** Numbers, from 0 on, for pairs of small numbers in the order in which they are met. */
class PairNumbers {
  private width = 16;
  /** From 1. */
  private table = new Int32Array(16 * this.width);
  private used = 0;

  /** `MAX_BUNDLES` for all that come after so many. */
  numberOf(one: number, other: number): number {
    if (one >= MAX_BUNDLES || other >= MAX_WIDTH) return MAX_BUNDLES;
    if (other >= this.width) this.widen(other);
    const at = one * this.width + other;
    if (at >= this.table.length) this.lengthen(at + 1);
    const known = readI32(this.table, at);
    if (known !== 0) return known - 1;
    if (this.used >= MAX_BUNDLES) return MAX_BUNDLES;
    this.used += 1;
    this.table[at] = this.used;
    return this.used - 1;
  }

  private widen(other: number): void {
    const { width, table } = this;
    while (other >= this.width) this.width *= 2;
    const rows = table.length / width;
    this.table = new Int32Array(rows * this.width);
    for (let row = 0; row < rows; row += 1)
      this.table.set(table.subarray(row * width, (row + 1) * width), row * this.width);
  }

  private lengthen(length: number): void {
    const old = this.table;
    let rows = old.length / this.width;
    while (rows * this.width < length) rows *= 2;
    this.table = new Int32Array(rows * this.width);
    this.table.set(old);
  }
}
