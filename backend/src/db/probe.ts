import { Client } from "pg";
import type { DatabaseConfig } from "../config/config.ts";

/** Postgres on another machine may take time; the start of the product should not wait for it. */
const PROBE_TIMEOUT_MS = 5_000;

/**
 * Connects once to the database of a `postgres://` URL. Resolves with a sentence that says what is wrong and what to
 * do, without the password, or with `undefined` when it can be used.
 */
export async function findDatabaseProblem(
  url: string,
  timeoutMs = PROBE_TIMEOUT_MS,
  tls: DatabaseConfig["tls"] = "url",
): Promise<string | undefined> {
  const client = new Client({
    connectionString: url,
    ...(tls === "rds" ? { ssl: (await import("./rds-tls.ts")).rdsTls } : {}),
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  // Without a listener, a connection that breaks later would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return undefined;
  } catch (error) {
    return describeProblem(error, URL.parse(url));
  } finally {
    await client.end().catch(() => undefined);
  }
}

function describeProblem(error: unknown, url: URL | null): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = first instanceof Error && "code" in first ? String(first.code) : "";
  const server = `${url?.hostname || "localhost"}:${url?.port || 5432}`;
  switch (code) {
    case "ECONNREFUSED":
      return `nothing listens on ${server}. Start that Postgres, or correct the address.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host ${url?.hostname} is not known. Correct the address.`;
    // SQLSTATEs: PostgreSQL, appendix A.
    case "28P01":
    case "28000":
      return `${server} refuses the user: ${messageOf(first)}. Correct user and password.`;
    case "3D000":
      return `${server} has no such database: ${messageOf(first)}. Create it, or correct its name.`;
    case "57P03":
      return `${server} is not ready: ${messageOf(first)}. Try again in a moment.`;
    default:
      return `${server} cannot be used: ${messageOf(first)}.`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
