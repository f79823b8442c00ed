import type { DatabaseSync } from "node:sqlite";
import { numberOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";

/** A retrieval that StartTraceRetrieval started. */
export interface TraceRetrieval {
  token: string;
  traceIds: readonly string[];
  /** The range, both ends included, epoch seconds. */
  startSec: number;
  endSec: number;
  status: "COMPLETE" | "CANCELLED" | "TIMEOUT";
}

/**
 * Retrievals of traces by id. On AWS they search logs and take a while. Here a retrieval is complete at once, and its
 * traces are read when they are listed.
 */
export interface RetrievalSettings {
  start(job: Omit<TraceRetrieval, "status">): void;
  find(token: string): TraceRetrieval | undefined;
  cancel(token: string): void;
}

/** Model, StartTraceRetrieval. */
const TIMEOUT_SEC = 3_600;

/** How long a retrieval that timed out is still known. */
const KEPT_SEC = 24 * 3_600;

export function createRetrievalSettings(database: DatabaseSync, nowMs: () => number): RetrievalSettings {
  const insert = database.prepare(
    `INSERT INTO trace_retrieval (token, trace_ids, start_sec, end_sec, created_at_sec, cancelled)
     VALUES (?, ?, ?, ?, ?, 0)`,
  );
  const prune = database.prepare("DELETE FROM trace_retrieval WHERE created_at_sec < ?");
  const select = database.prepare("SELECT * FROM trace_retrieval WHERE token = ?");
  const cancel = database.prepare("UPDATE trace_retrieval SET cancelled = 1 WHERE token = ?");
  const nowSec = () => nowMs() / 1_000;

  return {
    start({ token, traceIds, startSec, endSec }) {
      prune.run(nowSec() - KEPT_SEC);
      insert.run(token, traceIds.join(" "), startSec, endSec, nowSec());
    },
    find(token) {
      const row = select.get(token);
      return row && toRetrieval(row, nowSec());
    },
    cancel(token) {
      cancel.run(token);
    },
  };
}

function toRetrieval(row: Row, nowSec: number): TraceRetrieval {
  const isTimedOut = nowSec - numberOf(row, "created_at_sec") >= TIMEOUT_SEC;
  const isCancelled = numberOf(row, "cancelled") === 1;
  return {
    token: textOf(row, "token"),
    traceIds: textOf(row, "trace_ids")
      .split(" ")
      .filter((id) => id !== ""),
    startSec: numberOf(row, "start_sec"),
    endSec: numberOf(row, "end_sec"),
    status: isCancelled ? "CANCELLED" : isTimedOut ? "TIMEOUT" : "COMPLETE",
  };
}
