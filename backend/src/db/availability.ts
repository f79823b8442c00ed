import type { Logger } from "pino";
import { DatabaseUnavailableError } from "./errors.ts";

export interface Availability {
  /** How a statement ended; `undefined` when it succeeded. */
  note(error: Error | undefined): void;
}

/** Logs when the database goes and when it is back, not each statement that fails meanwhile. */
export function followAvailability(logger: Logger): Availability {
  let isAvailable = true;
  return {
    note(error) {
      const isGone = error instanceof DatabaseUnavailableError;
      if (isGone === !isAvailable) return;
      // A statement that failed also shows that the database is there.
      isAvailable = !isGone;
      if (isGone)
        logger.error(
          { error: error.message },
          `Database gone: ${error.advice}. Requests answer 503 until it is back`,
        );
      else logger.info("Database back");
    },
  };
}
