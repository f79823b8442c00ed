import { AWSXRay } from "./sdk.ts";

/**
 * Logs an error of tracing itself. Whatever the app, the SDK or Node calls in this folder catches its errors and passes
 * them to this: a request that cannot be traced is answered all the same.
 */
export function reportFailure(error: unknown): void {
  try {
    AWSXRay.getLogger().error(`Tracing failed, and the request went on without: ${describe(error)}`);
  } catch {
    // Not even logging works.
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

/** Runs a part of tracing; `undefined` when it fails. */
export function contain<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    reportFailure(error);
    return undefined;
  }
}
