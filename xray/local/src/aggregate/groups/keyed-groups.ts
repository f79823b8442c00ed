import { readI32, readU16, readU32 } from "../../bytes/elements.ts";
import type { FigureSubject } from "../../console-wire/figures.ts";
import { partOf } from "../field-parts.ts";
import type { FigureItem } from "../figure-item.ts";
import { RowKeys } from "../row-keys.ts";
import type { ItemBlock } from "../item-block.ts";
import type { CountedGroup } from "./counted-group.ts";
import { addSums, sumsOf } from "./group-counter.ts";
import type { Group, GroupCounter, GroupSums } from "./group-counter.ts";

const FIRST_ROOM = 1024;
/** Numbers of told groups are kept by key up to here. */
const MAX_NUMBER = 2 ** 16 - 1;
const NO_KEYS = new Int32Array(0);
const NOBODY: readonly CountedGroup[] = [];

/** Where items count that have the same values. */
interface Found {
  groups: readonly Group[];
  /** Those counters whose groups are not all there is to say. */
  rest: readonly Rest[];
}

interface Rest {
  counter: GroupCounter;
  /** In how many groups that there was no room for. */
  uncounted: number;
  hasNone: boolean;
}

const NO_REST: readonly Rest[] = [];

/** Groups whose values are in the same parts of a trace: where an item counts in each is found by one number. */
export class KeyedGroups {
  private readonly counters: readonly GroupCounter[];
  private readonly keys: RowKeys<Found>;
  /** Whether more than counts decides which groups come first. */
  private readonly needsSums: boolean;
  private counts = new Uint32Array(FIRST_ROOM);
  private sums: (GroupSums | undefined)[] = [];
  /** The numbers of the told groups that items are in together, by these groups, and by key (from 1). */
  private readonly listNumbers = new Map<string, number>();
  private toldByKey = new Uint16Array(0);
  private ofBlock = new Int32Array(0);

  constructor(subject: FigureSubject, counters: readonly GroupCounter[]) {
    this.counters = counters;
    const fields = counters.flatMap(({ query }) => query.by);
    this.keys = new RowKeys(
      subject,
      fields,
      (item) => this.find(item),
      () => this.settle(),
    );
    // Where all groups are counted, they know by themselves.
    this.needsSums =
      subject === "traces" && counters.some(({ query }) => (query.sort ?? "count") !== "count");
  }

  /** Counts how much is in which group. */
  count(block: ItemBlock): void {
    const keys = this.keys.keysOf(block);
    this.reserve();
    const { counts } = this;
    for (let at = 0; at < block.count; at += 1) {
      const key = readI32(keys, at);
      if (key < 0) countFound(this.find(block.itemAt(at)), sumsOf(block.itemAt(at)));
      else {
        counts[key] = readU32(counts, key) + 1;
        if (this.needsSums) addSums((this.sums[key] ??= noSums()), sumsOf(block.itemAt(at)));
      }
    }
  }

  /** Adds what was counted to the groups. */
  settle(): void {
    for (const [key, found] of this.keys.entries()) {
      const count = this.counts[key] ?? 0;
      if (count > 0) countFound(found, this.sums[key] ?? { ...noSums(), count });
    }
    this.counts.fill(0);
    this.toldByKey.fill(0);
    this.sums = [];
  }

  /** After the first of two rounds: those groups that come first are told. */
  choose(): void {
    this.settle();
    for (const counter of this.counters) counter.choose();
  }

  /** A number for the told groups that each item of a block is in, to be read before it is asked for others. */
  toldOf(block: ItemBlock): Int32Array {
    if (this.ofBlock.length < block.count) this.ofBlock = new Int32Array(block.count);
    const numbers = this.keys.directKeys(block.rows);
    const keys = numbers === undefined ? this.keys.keysOf(block) : undefined;
    const { ofBlock } = this;
    for (let at = 0; at < block.count; at += 1) {
      const key =
        keys === undefined ? readI32(numbers ?? NO_KEYS, readI32(block.row, at)) : readI32(keys, at);
      const known = key >= 0 && key < this.toldByKey.length ? readU16(this.toldByKey, key) : 0;
      ofBlock[at] = known === 0 ? this.findTold(key, block, at) : known - 1;
    }
    return ofBlock;
  }

  private findTold(key: number, block: ItemBlock, at: number): number {
    const number = this.numberOf(this.keys.valueAt(key) ?? this.keys.valueOf(block.itemAt(at)));
    if (key < 0 || number >= MAX_NUMBER) return number;
    if (key >= this.toldByKey.length) this.toldByKey = grown(this.toldByKey, 2 * (key + 1));
    this.toldByKey[key] = number + 1;
    return number;
  }

  /** The told groups of one item. */
  toldBy(item: FigureItem): readonly CountedGroup[] {
    return toToldGroups(this.keys.valueOf(item));
  }

  private find(item: FigureItem): Found {
    const groups: Group[] = [];
    const rest: Rest[] = [];
    for (const counter of this.counters) {
      const more = counter.find(item, groups);
      if (more !== undefined) rest.push({ counter, ...more });
    }
    return { groups, rest: rest.length === 0 ? NO_REST : rest };
  }

  private numberOf(found: Found): number {
    const groups = toToldGroups(found);
    // That of most items.
    if (groups.length === 0) return 0;
    const name = groups.map(({ number }) => number).join(" ");
    const known = this.listNumbers.get(name);
    if (known !== undefined) return known;
    this.listNumbers.set(name, this.listNumbers.size + 1);
    return this.listNumbers.size;
  }

  /** Room for counts of all keys that there are. */
  private reserve(): void {
    const old = this.counts;
    if (old.length >= this.keys.end) return;
    this.counts = new Uint32Array(this.keys.end * 2);
    this.counts.set(old);
  }
}

function grown(old: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer> {
  const column = new Uint16Array(length);
  column.set(old);
  return column;
}

function noSums(): GroupSums {
  return { count: 0, sumUs: 0, faults: 0, lastSec: -Infinity };
}

function countFound({ groups, rest }: Found, more: GroupSums): void {
  for (const { sums } of groups) addSums(sums, more);
  for (const { counter, ...left } of rest) counter.addRest(left, more.count);
}

function toToldGroups({ groups }: Found): readonly CountedGroup[] {
  let told: CountedGroup[] | undefined;
  for (const { counted } of groups) if (counted !== undefined) (told ??= []).push(counted);
  return told ?? NOBODY;
}

/**
 * Puts those together whose values are in the same parts of a trace. Where a trace has many items, each is by itself: they
 * may be in different groups of the one and in the same group of the other.
 */
export function keyGroups(subject: FigureSubject, counters: readonly GroupCounter[]): KeyedGroups[] {
  if (subject !== "traces") return counters.map((counter) => new KeyedGroups(subject, [counter]));
  const together = new Map<string, GroupCounter[]>();
  for (const counter of counters) {
    const { by } = counter.query;
    const parts = new Set(by.map((field) => (field === "outcome" ? "outcome" : (partOf(field) ?? ""))));
    const name = [...parts].toSorted().join(" ");
    together.set(name, [...(together.get(name) ?? []), counter]);
  }
  return [...together.values()].map((each) => new KeyedGroups(subject, each));
}
