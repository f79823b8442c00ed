import { readF64 } from "../../bytes/elements.ts";
import type { FigureSubject } from "../../console-wire/figures.ts";
import type { CountedGroup } from "./counted-group.ts";
import { partOf } from "../field-parts.ts";
import type { FigureItem } from "../figure-item.ts";
import { tallyOf } from "./group-counter.ts";
import type { Found, GroupCounter, Tally } from "./group-counter.ts";
import { RowKeys } from "../row-keys.ts";

const FIRST_ROOM = 1024;
const NOBODY: readonly CountedGroup[] = [];

/** Groups whose values are in the same parts of a trace: where an item counts in each is found by one number. */
export class KeyedGroups {
  private readonly counters: readonly GroupCounter[];
  private readonly keys: RowKeys<readonly Found[]>;
  /** Whether more than counts decides which groups come first. */
  private readonly needsTallies: boolean;
  private counts = new Float64Array(FIRST_ROOM);
  private readonly tallies: (Tally | undefined)[] = [];
  /** Lists of told groups that items are in together, the number of each by its groups, and by key. */
  private readonly lists: (readonly CountedGroup[])[] = [];
  private readonly listNumbers = new Map<string, number>();
  private readonly toldByKey: number[] = [];

  constructor(subject: FigureSubject, counters: readonly GroupCounter[]) {
    this.counters = counters;
    const fields = counters.flatMap(({ query }) => query.by);
    this.keys = new RowKeys(subject, fields, (item) => counters.map((counter) => counter.find(item)));
    this.needsTallies = counters.some(({ query }) => (query.sort ?? "count") !== "count");
  }

  /** Counts all there is to an item. */
  add(item: FigureItem): void {
    const found = this.keys.valueOf(item);
    for (let at = 0; at < found.length; at += 1) this.counters[at]?.add(found[at] ?? NOTHING, item);
  }

  /** The first of two rounds. */
  tally(item: FigureItem): void {
    const key = this.keys.keyOf(item);
    if (key < 0) {
      const tally = tallyOf(item);
      for (const counter of this.counters) counter.tally(counter.find(item), tally);
      return;
    }
    if (key >= this.counts.length) this.grow();
    this.counts[key] = readF64(this.counts, key) + 1;
    if (this.needsTallies) this.addTally(key, item);
  }

  /** Between the rounds. */
  choose(): void {
    const { values } = this.keys;
    for (const [key, founds] of values.entries()) {
      const count = this.counts[key] ?? 0;
      const tally = this.tallies[key] ?? { count, sumUs: 0, faults: 0, lastSec: -Infinity };
      for (const [at, found] of founds.entries()) this.counters[at]?.tally(found, tally);
    }
    for (const counter of this.counters) counter.choose();
  }

  /** A number for the told groups that the item is in. */
  toldBy(item: FigureItem): number {
    const key = this.keys.keyOf(item);
    if (key < 0) return this.numberOf(toldOf(this.counters.map((counter) => counter.find(item))));
    const known = this.toldByKey[key];
    if (known !== undefined) return known;
    const number = this.numberOf(toldOf(this.keys.values[key] ?? []));
    this.toldByKey[key] = number;
    return number;
  }

  /** What such a number stands for. */
  told(number: number): readonly CountedGroup[] {
    return this.lists[number] ?? NOBODY;
  }

  private numberOf(groups: readonly CountedGroup[]): number {
    const name = groups.map(({ number }) => number).join(" ");
    const known = this.listNumbers.get(name);
    if (known !== undefined) return known;
    this.listNumbers.set(name, this.lists.length);
    return this.lists.push(groups) - 1;
  }

  private addTally(key: number, item: FigureItem): void {
    const more = tallyOf(item);
    const tally = this.tallies[key];
    if (tally === undefined) {
      this.tallies[key] = more;
      return;
    }
    tally.count += 1;
    tally.sumUs += more.sumUs;
    tally.faults += more.faults;
    if (more.lastSec > tally.lastSec) tally.lastSec = more.lastSec;
  }

  private grow(): void {
    const old = this.counts;
    this.counts = new Float64Array(old.length * 2);
    this.counts.set(old);
  }
}

const NOTHING: Found = { groups: [], uncounted: 0, hasNone: false };

function toldOf(founds: readonly Found[]): readonly CountedGroup[] {
  const told = founds.flatMap(({ groups }) => groups.flatMap(({ counted }) => counted ?? []));
  return told.length === 0 ? NOBODY : told;
}

/** Puts those together whose values are in the same parts. */
export function keyGroups(subject: FigureSubject, counters: readonly GroupCounter[]): KeyedGroups[] {
  const together = new Map<string, GroupCounter[]>();
  for (const counter of counters) {
    const { by } = counter.query;
    const parts = new Set(by.map((field) => (field === "outcome" ? "outcome" : (partOf(field) ?? ""))));
    const name = [...parts].toSorted().join(" ");
    together.set(name, [...(together.get(name) ?? []), counter]);
  }
  return [...together.values()].map((each) => new KeyedGroups(subject, each));
}
