import { DatabaseError } from "pg";

/** No statement could be run: the database is down, starting, unreachable, or all connections stay busy. */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
  readonly code: "database_unavailable" | "database_busy";

  constructor(code: DatabaseUnavailableError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Codes of node:net and node:dns for a server that cannot be reached. */
const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/**
 * SQLSTATEs (PostgreSQL, appendix A) with which a server takes no statements: shutting down or starting (57P01–57P03), too
 * many connections (53300), wrong password or role (28xxx), no such database (3D000), a broken connection (08xxx).
 */
const UNAVAILABLE_STATES = /^(57P0[123]|53300|28...|3D000|08...)$/;

/** Messages of pg and pg-pool, which give these errors no code. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout)/;
const POOL_TIMEOUT = "timeout exceeded when trying to connect";

/** Tells a database that cannot be had from a statement that failed; the latter's error stays the same object. */
export function toDatabaseError(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error.message === POOL_TIMEOUT) {
    return new DatabaseUnavailableError("database_busy", "All connections to the database stayed busy", {
      cause: error,
    });
  }
  if (!isUnavailable(error)) {
    // pg calls it "error", which says nothing in a trace.
    if (error instanceof DatabaseError) Object.assign(error, { name: "DatabaseError" });
    return error;
  }
  return new DatabaseUnavailableError(
    "database_unavailable",
    `The database cannot be used: ${describe(error)}`,
    {
      cause: error,
    },
  );
}

function isUnavailable(error: Error): boolean {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return NETWORK_CODES.has(code) || UNAVAILABLE_STATES.test(code) || CONNECTION_MESSAGES.test(error.message);
}

/** Node gives the failed attempts at several addresses of one name as an AggregateError without a message. */
function describe(error: Error): string {
  if (error.message) return error.message;
  if (error instanceof AggregateError) return error.errors.map(String).join("; ");
  return error.name;
}
