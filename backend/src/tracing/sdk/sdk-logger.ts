import type { Logger } from "pino";

/** The interface that `AWSXRay.setLogger` takes. */
export interface SdkLogger {
  debug(message: string, meta?: unknown): void;
  info(message: string, meta?: unknown): void;
  warn(message: string, meta?: unknown): void;
  error(message: string, meta?: unknown): void;
}

/**
 * Writes the SDK's messages to the app's log. A line that repeats the one before it (no daemon, every second) has the
 * level debug.
 */
export function createSdkLogger(logger: Logger): SdkLogger {
  let last = "";
  const write =
    (level: "debug" | "warn" | "error") =>
    (message: string, meta?: unknown): void => {
      const text = meta === undefined ? message : `${message} ${describe(meta)}`;
      const isRepeated = text === last;
      if (level !== "debug") last = text;
      logger[isRepeated ? "debug" : level](text);
    };
  // The SDK's "info" reports each poll.
  return { debug: write("debug"), info: write("debug"), warn: write("warn"), error: write("error") };
}

function describe(meta: unknown): string {
  if (meta instanceof Error) return meta.message;
  return typeof meta === "string" ? meta : JSON.stringify(meta);
}
