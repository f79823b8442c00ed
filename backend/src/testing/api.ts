import { pino } from "pino";
import { expect } from "vitest";
import { createApp } from "../app.ts";
import { identifyDeveloper } from "../http/identity.ts";
import { noTracing } from "../tracing/tracing.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { readContract } from "./contract.ts";
import { makeDatabase } from "./database.ts";
import type { TestDatabase } from "./database.ts";
import { listen } from "./listen.ts";
import type { TestPostgres } from "./postgres.ts";

export const FRONTEND_ORIGIN = "http://localhost:3000";

interface ApiAnswer {
  status: number;
  headers: Headers;
  /** JSON; `undefined` where there is no body. */
  body: unknown;
}

interface ApiRequest {
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  /** The handle of the user who asks. */
  as?: string;
  headers?: Record<string, string>;
}

export interface TestApi extends TestDatabase {
  url: string;
  /** Sends a request and checks the answer against openapi.yaml. */
  send(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer>;
  get(path: string, as?: string): Promise<ApiAnswer>;
  contract: ReturnType<typeof readContract>;
  close(): Promise<void>;
}

interface ApiOptions {
  tracing?: Tracing;
}

/** The whole API with a database of its own, with schema and seed data. */
export async function makeApi(postgres: TestPostgres, options: ApiOptions = {}): Promise<TestApi> {
  const { tracing = noTracing } = options;
  const app = makeDatabase(postgres.url);
  await app.database.prepared;
  const server = await listen(
    createApp({
      database: app.database,
      tracing,
      identify: identifyDeveloper,
      logger: pino({ level: "silent" }),
      frontendOrigin: FRONTEND_ORIGIN,
    }),
  );
  const contract = readContract();

  async function send(method: string, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const { body, as, headers } = request;
    const url = server.url + path;
    const answer = await fetch(url, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(as === undefined ? {} : { "X-Cruddur-Handle": as }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    expect(contract.findFault(method, url, answer.status, json)).toBeUndefined();
    return { status: answer.status, headers: answer.headers, body: json };
  }

  return {
    ...app,
    url: server.url,
    send,
    get: (path, as) => send("GET", path, as === undefined ? {} : { as }),
    contract,
    async close() {
      await server.close();
      await app.database.close();
    },
  };
}
