import type { Connection, DatabaseHandle } from "../db/database.ts";
import { READ_CLOCK } from "./statements.ts";
import type { Step, Steps } from "../tracing/tracing.ts";

/** What the scenarios take and never give back, until they are switched off. */
export interface Leaks {
  /** Takes a connection of the pool for a statement, and forgets it. */
  leakConnection(): Promise<void>;
  freeConnections(): void;
  /** Begins a step of the request and forgets it. */
  leakStep(name: string): void;
  endSteps(): void;
  /** Ids of the traces that such a step holds back. */
  heldTraces(): readonly string[];
}

/** A forgotten step keeps its whole segment in memory: this is the scenario's leak, and it must not become a real one. */
const MAX_STEPS = 200;

export function createLeaks(database: DatabaseHandle, steps: Steps): Leaks {
  let connections: Connection[] = [];
  let forgotten: Step[] = [];
  return {
    async leakConnection() {
      const connection = database.connection();
      // Before it is used: one whose statement fails is to be given back, too.
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
