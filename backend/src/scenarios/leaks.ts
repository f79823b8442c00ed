import type { Connection, DatabaseHandle } from "../db/database.ts";
import { READ_CLOCK } from "./statements.ts";
import type { Step, Steps } from "../tracing/tracing.ts";

/** What the scenarios take and do not give back until they are switched off. */
export interface Leaks {
  /** Takes a connection of the pool for a statement, and does not give it back. */
  leakConnection(): Promise<void>;
  freeConnections(): void;
  /** Begins a step of the request and does not end it. */
  leakStep(name: string): void;
  endSteps(): void;
  /** Ids of the traces that such a step holds back. */
  heldTraces(): readonly string[];
}

/**
 * A step that does not end keeps its whole segment in memory: this is the scenario's leak, and must not become a real
 * one.
 */
const MAX_STEPS = 200;

export function createLeaks(database: DatabaseHandle, steps: Steps): Leaks {
  let connections: Connection[] = [];
  let forgotten: Step[] = [];
  return {
    async leakConnection() {
      const connection = database.connection();
      // Kept before it is used, so that one whose statement fails is given back too.
      connections.push(connection);
      await connection.query(READ_CLOCK);
    },
    freeConnections() {
      for (const connection of connections) connection.release();
      connections = [];
    },
    leakStep(name) {
      const step = steps.beginStep(name);
      if (step.traceId === undefined) return;
      forgotten.push(step);
      if (forgotten.length > MAX_STEPS) forgotten.shift()?.end();
    },
    endSteps() {
      for (const step of forgotten) step.end();
      forgotten = [];
    },
    heldTraces: () => forgotten.flatMap(({ traceId }) => traceId ?? []),
  };
}
