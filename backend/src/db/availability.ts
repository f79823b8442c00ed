import type { Logger } from "pino";
import { DatabaseUnavailableError } from "./errors.ts";

export interface Availability {
  /** How a statement ended; `undefined`: well. */
  note(error: Error | undefined): void;
}

/** Logs when the database goes and when it is back, rather than each statement that fails meanwhile. */
export function followAvailability(logger: Logger): Availability {
  let isAvailable = true;
  return {
    note(error) {
      const isGone = error instanceof DatabaseUnavailableError;
      if (isGone === !isAvailable) return;
      // A statement that failed shows that the database is there, too.
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
