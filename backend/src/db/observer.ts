import type { Statement } from "./statement.ts";

/** The state of the pool when a connection is requested. */
export interface PoolState {
  /** Connections at most. */
  size: number;
  /** A connection is idle; or one can be made; or all are busy and one must be waited for. */
  connection: "idle" | "new" | "busy";
  /** Statements that were already waiting for a connection. */
  ahead: number;
}

export type QueryOutcome = { rows: number } | { error: Error };

/** Is told of each statement; tracing implements it. */
export interface QueryObserver {
  /** A connection is requested. Called in the asynchronous context of the caller of the statement. */
  begin(statement: Statement, pool: PoolState): QueryRecord;
}

export interface QueryRecord {
  /** The connection is there, and the statement is sent now. `serverVersion`: for example "18.6". */
  connected(serverVersion: string | undefined): void;
  /** The statement has ended, or there was no connection. Called exactly once. */
  ended(outcome: QueryOutcome): void;
}
