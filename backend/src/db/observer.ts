import type { Statement } from "./statement.ts";

/** The pool at the moment when a connection is asked for. */
export interface PoolState {
  /** Connections at most. */
  size: number;
  /** A connection is free; or one can be made; or all are busy and one must be waited for. */
  connection: "idle" | "new" | "busy";
  /** Statements that were waiting for a connection already. */
  ahead: number;
}

export type QueryOutcome = { rows: number } | { error: Error };

/** Told about each statement; tracing listens. */
export interface QueryObserver {
  /** A connection is asked for. Called in the asynchronous context of whoever runs the statement. */
  begin(statement: Statement, pool: PoolState): QueryRecord;
}

export interface QueryRecord {
  /** The connection is there, the statement is sent now. `serverVersion`: for example "18.6". */
  connected(serverVersion: string | undefined): void;
  /** The statement has ended, or no connection could be had. Called exactly once. */
  ended(outcome: QueryOutcome): void;
}
