import { AWSXRay } from "./sdk.ts";

/**
 * Logs what went wrong in tracing itself. Whatever the app, the SDK or Node calls in this folder catches its errors and ends them
 * here: a request that cannot be traced is answered all the same.
 */
export function reportFailure(error: unknown): void {
  try {
    AWSXRay.getLogger().error(`Tracing failed, and the request went on without: ${describe(error)}`);
  } catch {
    // Not even that can be told.
  }
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message;
  try {
    return String(error);
  } catch {
    return "something that has no text was thrown";
  }
}

/** Runs a part of tracing; `undefined` where that failed. */
export function contain<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    reportFailure(error);
    return undefined;
  }
}
