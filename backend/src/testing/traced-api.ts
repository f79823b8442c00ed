import { createApp } from "../app.ts";
import { createDatabase } from "../db/database.ts";
import { createPool } from "../db/pool.ts";
import { prepareDatabase } from "../db/prepare.ts";
import { identifyDeveloper } from "../http/identity.ts";
import { createScenarios } from "../scenarios/scenarios.ts";
import { xraySteps } from "../tracing/steps.ts";
import type { Tracing } from "../tracing/tracing.ts";
import type { ReceivedEntity, TestDaemon } from "./daemon.ts";
import { silentLogger } from "./database.ts";
import { listen } from "./listen.ts";
import type { TestPostgres } from "./postgres.ts";

export interface TracedApiOptions {
  postgres: TestPostgres;
  /** `waitFor` is for `segmentOf` alone. */
  daemon: Pick<TestDaemon, "address" | "waitFor">;
  tracing: Tracing;
  poolSize: number;
}

export interface TracedApi {
  url: string;
  /** Sends a request as a traced client does, and resolves with its answer and the id of its trace. */
  send(method: string, path: string, body?: unknown): Promise<TracedAnswer>;
  /** The segment of a trace, once it has arrived. */
  segmentOf(answer: TracedAnswer): Promise<ReceivedEntity>;
  close(): Promise<void>;
}

export interface TracedAnswer {
  status: number;
  body: unknown;
  /** Bytes. */
  length: number;
  traceId: string;
  isSampled: boolean;
}

/** The whole API with scenarios, whose traces go to the daemon of a test. */
export async function makeTracedApi({
  postgres,
  daemon,
  tracing,
  poolSize,
}: TracedApiOptions): Promise<TracedApi> {
  const database = createDatabase({
    pool: createPool({ url: postgres.url, embedded: poolSize === 1, poolSize }, silentLogger),
    observer: tracing.observeQueries(postgres.url),
    prepare: (client) => prepareDatabase(client, silentLogger),
    logger: silentLogger,
  });
  await database.prepared;
  const scenarios = createScenarios({
    database,
    steps: xraySteps,
    logger: silentLogger,
    poolSize,
    daemon: daemon.address,
  });
  const server = await listen(
    createApp({
      database,
      tracing,
      scenarios,
      identify: identifyDeveloper,
      logger: silentLogger,
      frontendOrigin: "http://localhost:3000",
    }),
  );
  return {
    url: server.url,
    async send(method, path, body) {
      const answer = await fetch(server.url + path, {
        method,
        headers: {
          "X-Amzn-Trace-Id": "Sampled=?",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const [, traceId = "", sampled] =
        /Root=(\S+);Sampled=([01])/.exec(answer.headers.get("x-amzn-trace-id") ?? "") ?? [];
      return {
        status: answer.status,
        body: text ? (JSON.parse(text) as unknown) : undefined,
        length: Buffer.byteLength(text),
        traceId,
        isSampled: sampled === "1",
      };
    },
    segmentOf: ({ traceId }) =>
      daemon.waitFor((document) => document.trace_id === traceId && document.name === "backend-flask"),
    async close() {
      await server.close();
      await scenarios.close();
      await database.close();
    },
  };
}
