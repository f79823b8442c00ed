import type { ReadValues } from "./field-values.ts";
import type { FigureItem } from "./figure-item.ts";

/** As many as groups are counted. */
const MAX_SEEN = 20_000;

/** When each value of a field was first met, in things that come in any order. */
export class FirstSeen {
  private readonly read: ReadValues;
  private readonly seen = new Map<string, number>();

  constructor(read: ReadValues) {
    this.read = read;
  }

  add(item: FigureItem): void {
    for (const value of this.read(item)) {
      const known = this.seen.get(value);
      if (known === undefined && this.seen.size >= MAX_SEEN) continue;
      if (known === undefined || item.atSec < known) this.seen.set(value, item.atSec);
    }
  }

  firstSec(value: string): number | undefined {
    return this.seen.get(value);
  }
}
