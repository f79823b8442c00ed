import type { FigureExample, FigureExamples } from "../console-wire/figures.ts";
import { OUTCOMES, toExample } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";

/** Picks a few examples: the longest that succeeded, and the newest with a fault. */
export class ExamplePicker {
  private readonly limit: number;
  private readonly slowest: FigureExample[] = [];
  private readonly failed: FigureExample[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  add(item: FigureItem): void {
    const outcome = OUTCOMES[item.outcomeNumber];
    if (outcome === "fault") this.keep(this.failed, item, (each) => each.startSec, item.atSec);
    else if (outcome === "ok") {
      this.keep(this.slowest, item, (each) => each.durationSec, item.durationUs / 1e6);
    }
  }

  examples(): FigureExamples {
    return { slowest: this.slowest, failed: this.failed };
  }

  /** Inserts it after those with as much or more. */
  private keep(
    kept: FigureExample[],
    item: FigureItem,
    amountOf: (example: FigureExample) => number,
    amount: number,
  ): void {
    const last = kept.at(-1);
    if (kept.length === this.limit && last !== undefined && amount <= amountOf(last)) return;
    const place = kept.findIndex((each) => amountOf(each) < amount);
    kept.splice(place === -1 ? kept.length : place, 0, toExample(item));
    if (kept.length > this.limit) kept.pop();
  }
}
