import type { FigureOutcome } from "../console-wire/figures.ts";
import type { ActivityKinds } from "../model/trace-activity.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { TraceRows } from "../model/trace-rows.ts";
import { NO_ACTIVITY } from "./figure-item.ts";
import type { FigureItem } from "./figure-item.ts";
import { toBucket } from "./length-counter.ts";

const OUTCOMES = ["ok", "error", "throttle", "fault"] as const satisfies readonly FigureOutcome[];

/** A trace among rows, as the one object that is moved from row to row: making millions of them would take longer. */
export class RowItem implements FigureItem {
  atSec = 0;
  durationUs = 0;
  bucket = 0;
  outcome: FigureOutcome = "ok";
  outcomeNumber = 0;
  partial = false;
  trace = 0;
  readonly place = 0;
  row = 0;
  rows: TraceRows | undefined;
  private known: TraceFacts | undefined;

  moveTo(rows: TraceRows, row: number): void {
    this.rows = rows;
    this.row = row;
    this.trace += 1;
    this.known = undefined;
    this.atSec = rows.startSec[row] ?? 0;
    this.durationUs = rows.durationUs[row] ?? 0;
    this.bucket = toBucket(this.durationUs);
    this.outcomeNumber = rows.outcome[row] ?? 0;
    this.outcome = OUTCOMES[this.outcomeNumber] ?? "ok";
    this.partial = rows.partial[row] === 1;
  }

  get facts(): TraceFacts {
    const { rows } = this;
    if (rows === undefined) throw new Error("moved to no row");
    this.known ??= rows.facts(this.row);
    return this.known;
  }

  readonly kinds = (): ActivityKinds => {
    const { rows, row } = this;
    const number = rows?.numbers.activity[row] ?? -1;
    return rows?.activity(number) ?? (this.facts.activity ?? NO_ACTIVITY).kinds;
  };
}
