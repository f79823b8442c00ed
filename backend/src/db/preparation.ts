import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import type { Logger } from "pino";
import { toConnectionError, toPreparationError } from "./errors.ts";

export interface PreparationOptions {
  pool: Pool;
  logger: Logger;
  /** Brings the schema and the seed data up to date. */
  prepare: (client: PoolClient) => Promise<void>;
  /** The pause between two attempts. */
  retryMs?: number;
}

/** Brings schema and seed data up to date, and tries again until that succeeds. */
export interface Preparation {
  done: Promise<void>;
  isDone(): boolean;
  /** Waits for a running attempt. Rejects with `DatabaseUnavailableError` when the last one failed. */
  settled(): Promise<void>;
  /** Starts again after it was done, because another database may have replaced the prepared one. */
  again(): void;
  stop(): Promise<void>;
}

export function startPreparation(options: PreparationOptions): Preparation {
  const { logger, retryMs = 1_000 } = options;
  const stopping = new AbortController();
  let attempt = attemptOnce(options);
  let isDone = false;

  async function untilDone(): Promise<void> {
    let lastMessage = "";
    while (!stopping.signal.aborted) {
      try {
        await attempt;
        isDone = true;
        logger.info("Database ready");
        return;
      } catch (error) {
        const { message, advice } = toPreparationError(error);
        // Logs a problem once, not once a second.
        if (message !== lastMessage) {
          logger.error(
            { error: message },
            `Database not ready: ${advice}. Requests that need it answer 503; trying again`,
          );
        }
        lastMessage = message;
      }
      await sleep(retryMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      if (!stopping.signal.aborted) attempt = attemptOnce(options);
    }
  }
  const done = untilDone();

  return {
    done,
    isDone: () => isDone,
    async settled() {
      await attempt;
    },
    again() {
      if (!isDone || stopping.signal.aborted) return;
      isDone = false;
      attempt = attemptOnce(options);
      void untilDone();
    },
    async stop() {
      stopping.abort();
      await attempt.catch(() => undefined);
    },
  };
}

/** Rejects with `DatabaseUnavailableError`. */
async function attemptOnce({ pool, prepare }: PreparationOptions): Promise<void> {
  const client = await connect(pool);
  try {
    await prepare(client);
    client.release();
  } catch (error) {
    // A failed migration may have left a transaction open.
    client.release(true);
    throw toPreparationError(error);
  }
}

/** `pool.connect` in the same turn; rejects with `DatabaseUnavailableError`. */
export async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw toConnectionError(error);
  }
}
