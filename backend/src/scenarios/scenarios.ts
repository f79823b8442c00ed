import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { ActivityRepository } from "../activities/repository.ts";
import type { DaemonAddress } from "../daemon/address.ts";
import type { DatabaseHandle } from "../db/database.ts";
import { createRateLimiter, limitRate } from "../http/rate-limit.ts";
import type { Steps } from "../tracing/tracing.ts";
import type { ScenarioName } from "./catalog.ts";
import { withFaults } from "./faulty-activities.ts";
import { createLeaks } from "./leaks.ts";
import { createMissingIndex } from "./missing-index.ts";
import type { MissingIndex } from "./missing-index.ts";
import { createOnePercentRule } from "./one-percent-rule.ts";
import { createSwitchboard } from "./switchboard.ts";
import type { Effect, Switchboard } from "./switchboard.ts";
import { createThirdParty } from "./third-party.ts";

/** Faults that are switched on and off while the API runs, for learning to read their traces. */
export interface Scenarios {
  switchboard: Switchboard;
  /** Traces that never arrive because one of their steps does not end. */
  heldTraces: () => readonly string[];
  /** The repository with the faults that are on. */
  withFaults(activities: ActivityRepository): ActivityRepository;
  /** Refuses clients that request activities too often, while that scenario is on. */
  limitActivities: RequestHandler;
  /** Repairs what is broken, and gives back what was taken. */
  close(): Promise<void>;
}

export interface ScenarioOptions {
  database: DatabaseHandle;
  steps: Steps;
  logger: Logger;
  /** The most connections. */
  poolSize: number;
  /** `undefined` for TRACING=off. */
  daemon: DaemonAddress | undefined;
}

/** For a report, for what waits for it, and for the look at both. */
const CONNECTIONS_FOR_LOCKS = 3;
const TIGHT_RATE = { perSec: 0.5, burst: 3 };

export function createScenarios(options: ScenarioOptions): Scenarios {
  const { database, steps, logger } = options;
  const leaks = createLeaks(database, steps);
  const thirdParty = createThirdParty();
  const missingIndex = createMissingIndex(database);
  const effects: Partial<Record<ScenarioName, Effect>> = {
    "slow-query": missingIndex,
    "pool-exhausted": { off: async () => leaks.freeConnections() },
    "unclosed-step": { off: async () => leaks.endSteps() },
    ...(options.daemon ? { "one-percent": createOnePercentRule(options.daemon) } : {}),
  };
  const switchboard = createSwitchboard({ effects, needs: needsOf(options) });
  const limit = limitRate(createRateLimiter(TIGHT_RATE));
  mendAfterCrash(database, missingIndex, logger);
  return {
    switchboard,
    heldTraces: () => leaks.heldTraces(),
    withFaults: (activities) =>
      withFaults({ activities, database, steps, switchboard, thirdParty, leaks, missingIndex }),
    limitActivities: (request, response, next) =>
      switchboard.isOn("too-many-requests") ? limit(request, response, next) : next(),
    async close() {
      // Without a database it stays until the next start.
      await switchboard.clear().catch((error: unknown) => logger.warn({ err: error }, "A scenario stays on"));
      await thirdParty.close();
    },
  };
}

/** A killed process has left the old cruds in the database, and no index. */
function mendAfterCrash(database: DatabaseHandle, missingIndex: MissingIndex, logger: Logger): void {
  void database.prepared
    .then(() => missingIndex.mend())
    .catch((error: unknown) => logger.debug({ err: error }, "Nothing was mended"));
}

function needsOf({ poolSize, daemon }: ScenarioOptions): Partial<Record<ScenarioName, string>> {
  const locks =
    poolSize < CONNECTIONS_FOR_LOCKS
      ? `One connection never waits for another's lock: set DATABASE_URL to a Postgres server and DATABASE_POOL_SIZE to ${CONNECTIONS_FOR_LOCKS} or more. The embedded Postgres is a single session.`
      : undefined;
  const traces = daemon ? undefined : "It is a matter of traces, and TRACING is off.";
  return {
    ...(locks === undefined ? {} : { "lock-wait": locks, deadlock: locks }),
    ...(traces === undefined ? {} : { "unclosed-step": traces, "one-percent": traces }),
  };
}
