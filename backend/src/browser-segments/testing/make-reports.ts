import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { pino } from "pino";
import { createApp } from "../../app.ts";
import { createUdpSender } from "../../daemon/udp-sender.ts";
import type { UdpSender } from "../../daemon/udp-sender.ts";
import { identifyDeveloper } from "../../http/identity.ts";
import { readContract } from "../../testing/contract.ts";
import { makeDaemon } from "../../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../../testing/daemon.ts";
import { listen } from "../../testing/listen.ts";
import type { TestServer } from "../../testing/listen.ts";
import { noTracing } from "../../tracing/tracing.ts";

export const ORIGIN = "http://localhost:3000";

/** A request to report segments; JSON unless `body` is text. */
export interface Report {
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
}

/** An answer, checked against openapi.yaml. */
interface ReportAnswer {
  status: number;
  body: unknown;
  headers: Headers;
}

/** The API for pages that report segments, and the daemon that gets them. */
export interface Reports {
  report: (report: Report) => Promise<ReportAnswer>;
  /** The documents of a trace that have reached the daemon. */
  arrivedOf: (traceId: string) => Promise<readonly ReceivedEntity[]>;
  daemon: () => TestDaemon;
  /** URL of the API. */
  url: () => string;
}

/** Starts a daemon for the tests of a file, and for each of them an API that no client has used. */
export function makeReports(): Reports {
  const logger = pino({ level: "silent" });
  const contract = readContract();
  let daemon: TestDaemon;
  let sender: UdpSender;
  let server: TestServer;
  beforeAll(async () => {
    daemon = await makeDaemon();
    sender = createUdpSender(daemon.address.udp, logger);
  });
  afterAll(async () => {
    await sender.close();
    await daemon.close();
  });
  beforeEach(async () => {
    const app = createApp({
      database: { query: async () => [] },
      tracing: { ...noTracing, sendDocument: (document) => sender.send(() => document) },
      identify: identifyDeveloper,
      logger,
      frontendOrigin: ORIGIN,
    });
    server = await listen(app);
    return () => server.close();
  });

  return {
    async report({ body, type = "application/json", headers = {} }) {
      const url = `${server.url}/api/xray/segments`;
      const answer = await fetch(url, {
        method: "POST",
        headers: { Origin: ORIGIN, "Content-Type": type, "User-Agent": "Firefox", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      const json: unknown = text ? JSON.parse(text) : undefined;
      expect(contract.findFault("POST", url, answer.status, json)).toBeUndefined();
      return { status: answer.status, body: json, headers: answer.headers };
    },

    async arrivedOf(traceId) {
      await daemon.drain();
      return daemon.documents.filter((document) => document.trace_id === traceId);
    },

    daemon: () => daemon,
    url: () => server.url,
  };
}

let count = 0;
/** 16 hexadecimal digits, another id each time. */
export const makeId = () => (count += 1).toString(16).padStart(16, "0");

/** A call of the page to the API; `fields` replace its own. */
export function makeCall(fields: object = {}) {
  return {
    id: makeId(),
    name: "localhost:3000",
    namespace: "remote",
    start_time: Date.now() / 1_000 - 1,
    end_time: Date.now() / 1_000,
    http: {
      request: { method: "GET", url: `${ORIGIN}/api/activities/home`, traced: true },
      response: { status: 200, content_length: 2_000 },
    },
    ...fields,
  };
}

/** A segment of the page with one call; `fields` replace its own. */
export function makeSegment(fields: object = {}) {
  const nowSec = Date.now() / 1_000;
  const id = makeId();
  return {
    name: "cruddur-web",
    origin: "AWS::RUM::AppMonitor",
    id,
    trace_id: `1-${Math.floor(nowSec).toString(16)}-${id.padStart(24, "0")}`,
    start_time: nowSec - 2,
    end_time: nowSec,
    http: { request: { method: "GET", url: `${ORIGIN}/@worf`, user_agent: "Somebody's" } },
    annotations: { activity: "page_load", page: "/@:handle", lcp_ms: 812.5, cls: 0.0125 },
    subsegments: [makeCall()],
    ...fields,
  };
}
