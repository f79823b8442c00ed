import { DatabaseError } from "pg";

/** No statement could run: the database is down, starting or unreachable, or all connections stay busy. */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
  readonly code: "database_unavailable" | "database_busy";
  /** For clients: what is wrong and which setting to look at, without host, user or name. */
  readonly advice: string;

  constructor(
    code: DatabaseUnavailableError["code"],
    message: string,
    options: ErrorOptions & { advice?: string } = {},
  ) {
    super(message, options);
    this.code = code;
    this.advice = options.advice ?? "The database cannot be reached right now";
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
 * SQLSTATEs (PostgreSQL, appendix A) of a server that runs no statements: shutting down or starting (57P01–57P03), too
 * many connections (53300), wrong password or role (28xxx), no such database (3D000), a broken connection (08xxx).
 */
const UNAVAILABLE_STATES = /^(57P0[123]|53300|28...|3D000|08...)$/;

/** Messages of pg and pg-pool, which give these errors no code. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout)/;
/** pg's message when a server ends a connection, also while it is being made. */
const HUNG_UP = "The database cannot be used: Connection terminated unexpectedly";
const INSUFFICIENT_PRIVILEGE = "42501";
const INVALID_PASSWORD = "28P01";
const UNDEFINED_TABLE = "42P01";

const NO_NAME = "The host name in DATABASE_URL does not resolve";
const NO_ENTRY = "The database refuses the user or the password in DATABASE_URL";
const NO_PLACE = "Nobody listens where the database should be: check that it runs, and DATABASE_URL";
const SILENT = "The database does not answer: check the address in DATABASE_URL";
/** What a wrong setting looks like, by the code of the error. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOTFOUND: NO_NAME,
  EAI_AGAIN: NO_NAME,
  ECONNREFUSED: NO_PLACE,
  ENOENT: NO_PLACE,
  ETIMEDOUT: SILENT,
  EHOSTUNREACH: SILENT,
  ENETUNREACH: SILENT,
  "28000": NO_ENTRY,
  [INVALID_PASSWORD]: NO_ENTRY,
  "3D000": "The server has no database of the name in DATABASE_URL",
  "53300": "The database takes no more connections",
  "57P03": "The database is starting",
};

const POOL_TIMEOUT = "timeout exceeded when trying to connect";

/** Tells an unavailable database from a failed statement; the error of a failed statement stays the same object. */
export function toDatabaseError(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error.message === POOL_TIMEOUT) {
    return new DatabaseUnavailableError("database_busy", "All connections to the database stayed busy", {
      cause: error,
      advice: "All connections to the database stayed busy",
    });
  }
  if (!isUnavailable(error)) {
    // pg calls it "error", which says nothing in a trace.
    if (error instanceof DatabaseError) Object.assign(error, { name: "DatabaseError" });
    return error;
  }
  return unavailable(error, ADVICE[codeOf(error)]);
}

/** Like `toDatabaseError`, for errors while a connection is made: then no statement can have failed. */
export function toConnectionError(thrown: unknown): DatabaseUnavailableError {
  const error = toDatabaseError(thrown);
  if (error instanceof DatabaseUnavailableError && error.message !== HUNG_UP) return error;
  const advice = /\b(SSL|TLS|certificate)\b/i.test(error.message)
    ? "The connection to the database cannot be encrypted as DATABASE_URL asks for: check its sslmode"
    : "What answers at the address in DATABASE_URL takes no connection: check whether it is a Postgres server";
  return unavailable(error.cause instanceof Error ? error.cause : error, advice);
}

/** Like `toConnectionError`, for errors of schema and seed data. */
export function toPreparationError(thrown: unknown): DatabaseUnavailableError {
  const error = toDatabaseError(thrown);
  if (error instanceof DatabaseUnavailableError) return error;
  const mayNot = codeOf(error) === INSUFFICIENT_PRIVILEGE;
  return unavailable(
    error,
    mayNot
      ? "The user in DATABASE_URL may not make the tables: it needs the right to create in the database's schema"
      : "The tables could not be made ready: the API's log says why",
  );
}

/** Like `toDatabaseError`, for a prepared database: a missing table is then not the statement's fault. */
export function toPreparedError(thrown: unknown): Error {
  const error = toDatabaseError(thrown);
  return isEmptied(error) ? unavailable(error, "The tables are gone, and are made anew") : error;
}

/** Whether another, empty database has replaced the one that was prepared. */
export function isEmptied(error: Error): boolean {
  return codeOf(error instanceof DatabaseUnavailableError ? toCause(error) : error) === UNDEFINED_TABLE;
}

/** Whether the server rejects the password. */
export function isPasswordRefused(error: Error | undefined): boolean {
  return error?.cause instanceof Error && codeOf(error.cause) === INVALID_PASSWORD;
}

function toCause(error: Error): Error {
  return error.cause instanceof Error ? error.cause : error;
}

function unavailable(cause: Error, advice: string | undefined): DatabaseUnavailableError {
  const message = `The database cannot be used: ${describe(cause)}`;
  return new DatabaseUnavailableError("database_unavailable", message, {
    cause,
    ...(advice === undefined ? {} : { advice }),
  });
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function isUnavailable(error: Error): boolean {
  const code = codeOf(error);
  return NETWORK_CODES.has(code) || UNAVAILABLE_STATES.test(code) || CONNECTION_MESSAGES.test(error.message);
}

/** For several addresses of one name, Node throws an AggregateError without a message. */
function describe(error: Error): string {
  if (error.message) return error.message;
  if (error instanceof AggregateError) return error.errors.map(String).join("; ");
  return error.name;
}
