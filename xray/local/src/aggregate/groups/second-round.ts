import { readI32 } from "../../bytes/elements.ts";
import type { FigureItem } from "../figure-item.ts";
import type { ItemBlock } from "../item-block.ts";
import type { CountedGroup } from "./counted-group.ts";
import { CountedItems } from "./counted-items.ts";
import type { KeyedGroups } from "./keyed-groups.ts";
import { PairNumbers } from "./pair-numbers.ts";

/** With more different combinations of groups, items are counted in each group of theirs. */
const MAX_BUNDLES = 4000;

/** Traces that are in the same groups. */
interface Bundle {
  items: CountedItems;
  groups: readonly CountedGroup[];
  /** Those of them that have to be shown every trace. */
  waiting: readonly CountedGroup[];
}

/**
 * Counts the groups that are told. A trace is in many groups at once, and most traces are in the same ones: they are
 * counted together, and added to each group at the end.
 */
export class SecondRound {
  private readonly keyed: readonly KeyedGroups[];
  private readonly pairs: readonly PairNumbers[];
  private readonly bundles: Bundle[] = [];
  private numbers = new Int32Array(0);
  private order = new Int32Array(0);
  /** Where the traces of each bundle begin, once they are sorted. */
  private readonly starts = new Int32Array(MAX_BUNDLES + 2);

  constructor(keyed: readonly KeyedGroups[]) {
    this.keyed = keyed;
    this.pairs = keyed.map(() => new PairNumbers(MAX_BUNDLES));
  }

  add(block: ItemBlock): void {
    if (this.keyed.length === 0 || block.count === 0) return;
    if (this.numbers.length < block.count) {
      this.numbers = new Int32Array(block.count);
      this.order = new Int32Array(block.count);
    }
    this.findBundles(block);
    const only = this.onlyBundle(block.count);
    if (only !== undefined) {
      this.addToBundle(only, block, block.asTheyCame, 0, block.count);
      return;
    }
    this.sort(block.count);
    let first = 0;
    for (let number = 0; first < block.count; number += 1) {
      const end = readI32(this.starts, number);
      if (end > first) this.addToBundle(number, block, this.order, first, end);
      first = end;
    }
  }

  /** After the last trace. */
  settle(): void {
    for (const { items, groups } of this.bundles) for (const group of groups) group.items.addAll(items);
    this.bundles.length = 0;
  }

  /** Notes the number of each trace's bundle, `MAX_BUNDLES` for none. */
  private findBundles(block: ItemBlock): void {
    const { numbers, pairs, keyed } = this;
    numbers.fill(0, 0, block.count);
    for (const [place, groups] of keyed.entries()) {
      const told = groups.toldOf(block);
      const pair = pairs[place];
      for (let at = 0; at < block.count; at += 1) {
        numbers[at] = pair?.numberOf(readI32(numbers, at), readI32(told, at)) ?? MAX_BUNDLES;
      }
    }
  }

  /** The bundle of all of them, where it is the same. */
  private onlyBundle(count: number): number | undefined {
    const first = readI32(this.numbers, 0);
    for (let at = 1; at < count; at += 1) if (readI32(this.numbers, at) !== first) return undefined;
    return first;
  }

  /** By bundles, else as they came. Afterwards `starts` has where those of each bundle end. */
  private sort(count: number): void {
    const { numbers, starts, order } = this;
    let last = 0;
    for (let at = 0; at < count; at += 1) last = Math.max(last, readI32(numbers, at));
    starts.fill(0, 0, last + 2);
    for (let at = 0; at < count; at += 1) {
      const next = readI32(numbers, at) + 1;
      starts[next] = readI32(starts, next) + 1;
    }
    for (let number = 1; number <= last; number += 1) {
      starts[number] = readI32(starts, number) + readI32(starts, number - 1);
    }
    for (let at = 0; at < count; at += 1) {
      const number = readI32(numbers, at);
      const place = readI32(starts, number);
      order[place] = at;
      starts[number] = place + 1;
    }
  }

  private addToBundle(number: number, block: ItemBlock, order: Int32Array, first: number, end: number): void {
    if (number >= MAX_BUNDLES) {
      for (let place = first; place < end; place += 1) this.addToEach(block.itemAt(readI32(order, place)));
      return;
    }
    const bundle = this.bundles[number] ?? this.create(number, block.itemAt(readI32(order, first)));
    bundle.items.addBlock(block, order, first, end);
    for (let place = first; place < end && bundle.waiting.length > 0; place += 1) {
      observe(bundle, block.itemAt(readI32(order, place)));
    }
  }

  private addToEach(item: FigureItem): void {
    for (const group of this.groupsOf(item)) group.add(item);
  }

  private create(number: number, item: FigureItem): Bundle {
    const groups = this.groupsOf(item);
    const frame = groups.find((group) => group.frame !== undefined)?.frame;
    const bundle = { items: new CountedItems(frame), groups, waiting: groups };
    this.bundles[number] = bundle;
    return bundle;
  }

  private groupsOf(item: FigureItem): CountedGroup[] {
    return this.keyed.flatMap((groups) => groups.toldBy(item));
  }
}

function observe(bundle: Bundle, item: FigureItem): void {
  for (const group of bundle.waiting) group.observe(item);
  bundle.waiting = bundle.waiting.filter(({ isWaiting }) => isWaiting);
}
