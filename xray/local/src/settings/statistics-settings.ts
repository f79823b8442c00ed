import type { DatabaseSync } from "node:sqlite";
import type { StatisticsWindow } from "../sampling/statistics-windows.ts";
import { numberOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import { isDiskError, transaction } from "./settings-database.ts";

/** Where a page of windows ended. */
interface StatisticsCursor {
  Timestamp: number;
  RuleName: string;
}

/** The reports of samplers, by rule in windows of ten seconds. */
export interface StatisticsSettings {
  /** Adds counts to the windows. When the disk fails, they are added with the next ones. */
  add(windows: readonly StatisticsWindow[]): void;
  /** Newest window first, rules by name within a window. */
  page(limit: number, after?: StatisticsCursor): readonly StatisticsWindow[];
}

/**
 * AWS says "recent"; an hour is more than its console draws, and with 26 rules all in use makes 9,360 rows, under a
 * megabyte.
 */
const KEPT_SEC = 3_600;

/** Windows that wait for a full disk: an hour of all rules. */
const MAX_WAITING = 9_360;

export function createStatisticsSettings(database: DatabaseSync, nowMs: () => number): StatisticsSettings {
  const add = database.prepare(
    `INSERT INTO sampling_statistics (window_start_sec, rule, request_count, borrow_count, sampled_count)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET request_count = request_count + excluded.request_count,
       borrow_count = borrow_count + excluded.borrow_count,
       sampled_count = sampled_count + excluded.sampled_count`,
  );
  const prune = database.prepare("DELETE FROM sampling_statistics WHERE window_start_sec < ?");
  const select = database.prepare(
    `SELECT * FROM sampling_statistics
     WHERE window_start_sec >= ? AND (window_start_sec < ? OR (window_start_sec = ? AND rule > ?))
     ORDER BY window_start_sec DESC, rule LIMIT ?`,
  );
  let waiting: readonly StatisticsWindow[] = [];
  const oldestSec = () => nowMs() / 1_000 - KEPT_SEC;

  return {
    add(windows) {
      if (windows.length === 0) return;
      waiting = [...waiting, ...windows].slice(-MAX_WAITING);
      try {
        transaction(database, () => {
          prune.run(oldestSec());
          for (const { Timestamp, RuleName, RequestCount, BorrowCount, SampledCount } of waiting) {
            add.run(Timestamp, RuleName, RequestCount, BorrowCount, SampledCount);
          }
        });
        waiting = [];
      } catch (error) {
        if (!isDiskError(error)) throw error;
      }
    },
    page(limit, after = { Timestamp: Number.MAX_SAFE_INTEGER, RuleName: "" }) {
      const { Timestamp, RuleName } = after;
      return select.all(oldestSec(), Timestamp, Timestamp, RuleName, limit).map(toWindow);
    },
  };
}

function toWindow(row: Row): StatisticsWindow {
  return {
    RuleName: textOf(row, "rule"),
    Timestamp: numberOf(row, "window_start_sec"),
    RequestCount: numberOf(row, "request_count"),
    BorrowCount: numberOf(row, "borrow_count"),
    SampledCount: numberOf(row, "sampled_count"),
  };
}
