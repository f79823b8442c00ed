import { request as httpRequest } from "node:http";
import { once } from "node:events";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "./app.ts";
import type { Database } from "./db/database.ts";
import { DatabaseUnavailableError } from "./db/errors.ts";
import { identifyDeveloper } from "./http/identity.ts";
import { listen } from "./testing/listen.ts";
import type { TestServer } from "./testing/listen.ts";
import { noTracing } from "./tracing/tracing.ts";

const ORIGIN = "http://localhost:3000";

let answerQuery: () => Promise<readonly never[]>;
const database: Database = { query: () => answerQuery() };
const logLines: Record<string, unknown>[] = [];
const logger = pino({ level: "info" }, { write: (line: string) => void logLines.push(JSON.parse(line)) });

let server: TestServer;
beforeAll(async () => {
  server = await listen(
    createApp({ database, tracing: noTracing, identify: identifyDeveloper, logger, frontendOrigin: ORIGIN }),
  );
});
afterAll(() => server.close());
beforeEach(() => {
  answerQuery = async () => [];
  logLines.length = 0;
});

test("the health check needs no database", async () => {
  answerQuery = () => Promise.reject(new Error("not asked for"));
  const answer = await fetch(`${server.url}/api/health-check`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ success: true, ver: 1 });
});

describe("errors", () => {
  test.each(["limit=0", "limit=101", "limit=x", "limit=1.5", "limit=", "limit=1&limit=2"])(
    "answer 422 with codes to ?%s",
    async (query) => {
      const answer = await fetch(`${server.url}/api/activities/home?${query}`);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual(["limit_invalid"]);
      expect(logLines.filter((line) => line["level"] === 50)).toEqual([]);
    },
  );

  test("answer 404 to what is not there", async () => {
    const answer = await fetch(`${server.url}/api/nothing`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: {
        code: "not_found",
        message: "There is no GET /api/nothing",
        request_id: answer.headers.get("x-request-id"),
      },
    });
  });

  test.each(["database_unavailable", "database_busy"] as const)(
    "answer 503 to %s and say when to ask again",
    async (code) => {
      answerQuery = () => Promise.reject(new DatabaseUnavailableError(code, "secret.internal refused"));
      const answer = await fetch(`${server.url}/api/activities/home`);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(await answer.json()).toMatchObject({
        error: { code, message: "The database cannot be reached right now" },
      });
    },
  );

  test("that nobody foresaw answer 500, say nothing of the inside, and are logged with the request's id", async () => {
    answerQuery = () => Promise.reject(new Error("password in the message"));
    const answer = await fetch(`${server.url}/api/activities/home`);
    const body = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({ error: { code: "internal_error" } });
    expect(body).not.toContain("password");
    const requestId = answer.headers.get("x-request-id");
    expect(logLines.find((line) => line["level"] === 50)).toMatchObject({
      requestId,
      err: { message: "password in the message" },
    });
  });

  test("of a broken escape in the path answer 400", async () => {
    expect((await fetch(`${server.url}/api/activities/%E0%A4%A`)).status).toBe(400);
  });
});

describe("CORS", () => {
  test("lets the front end read answers and the trace header", async () => {
    const answer = await fetch(`${server.url}/api/activities/home`, { headers: { Origin: ORIGIN } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(answer.headers.get("access-control-expose-headers")).toContain("X-Amzn-Trace-Id");
    expect(answer.headers.get("vary")).toBe("Origin");
  });

  test("lets the front end send the trace header", async () => {
    const answer = await preflight(server.url, ORIGIN);
    expect(answer).toMatchObject({
      status: 204,
      headers: {
        "access-control-allow-origin": ORIGIN,
        "access-control-allow-headers": "Content-Type, X-Amzn-Trace-Id, X-Cruddur-Handle",
        "access-control-allow-methods": "GET, POST, PUT, DELETE",
      },
    });
  });

  test.each(["http://localhost:3001", "https://localhost:3000", "null"])(
    "gives nothing to %s",
    async (origin) => {
      const names = Object.keys((await preflight(server.url, origin)).headers);
      expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
    },
  );
});

test("each request is logged once with its status and duration", async () => {
  await fetch(`${server.url}/api/activities/home?limit=3`);
  expect(logLines).toMatchObject([
    {
      msg: "Request",
      method: "GET",
      url: "/api/activities/home?limit=3",
      status: 200,
      durationMs: expect.any(Number),
    },
  ]);
});

/** fetch does not send these headers for a caller. */
async function preflight(url: string, origin: string) {
  const request = httpRequest(`${url}/api/activities/home`, {
    method: "OPTIONS",
    headers: {
      Origin: origin,
      "Access-Control-Request-Method": "GET",
      "Access-Control-Request-Headers": "x-amzn-trace-id",
    },
  });
  request.end();
  const [answer] = await once(request, "response");
  answer.resume();
  return { status: answer.statusCode as number, headers: answer.headers as Record<string, string> };
}
