import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { makeStore } from "../store/testing/make-test-store.ts";
import { parseForwardTarget } from "./forward-target.ts";
import { startForwarder } from "./forwarder.ts";
import { createSink } from "./sinks.ts";
import type { Sink } from "./sinks.ts";

const START = 1_795_500_000;

async function forwardTo(sink: Sink, maxWaiting?: number) {
  const store = await makeStore();
  const forwarder = startForwarder({
    store,
    sink,
    target: "there",
    ...(maxWaiting === undefined ? {} : { maxWaiting }),
  });
  onTestFinished(() => forwarder.close());
  const put = (...segments: readonly object[]) =>
    store.put(segments.map((segment) => JSON.stringify(segment)));
  return { put, status: () => forwarder.status() };
}

describe("a target", () => {
  it.each([
    ["127.0.0.1:2000", { kind: "daemon", host: "127.0.0.1", port: 2000 }],
    ["[::1]:2000", { kind: "daemon", host: "::1", port: 2000 }],
    ["udp:xray-daemon:3000", { kind: "daemon", host: "xray-daemon", port: 3000 }],
    ["http://127.0.0.1:4318", { kind: "otlp", url: "http://127.0.0.1:4318/v1/traces" }],
    ["https://otel.test/in/v1/traces", { kind: "otlp", url: "https://otel.test/in/v1/traces" }],
    ["2000", undefined],
    ["host:0", undefined],
    ["host:70000", undefined],
    ["ftp://host/x", undefined],
    ["http://", undefined],
  ])("%s is %j", (text, target) => {
    expect(parseForwardTarget(text)).toEqual(target);
  });
});

describe("what arrives is sent on", () => {
  it("to a daemon, each document once and as it was received", async () => {
    const daemon = createSocket("udp4");
    const received: string[] = [];
    daemon.on("message", (datagram) => received.push(datagram.toString()));
    await new Promise<void>((resolve) => {
      daemon.bind(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      daemon.close();
    });
    const sink = createSink({ kind: "daemon", host: "localhost", port: daemon.address().port });
    const { put, status } = await forwardTo(sink);
    const first = makeSegment({ start_time: START });
    await put(first);
    await expect.poll(() => received.length).toBe(1);
    const second = makeSegment({ trace_id: first.trace_id, start_time: START, parent_id: first["id"] });
    await put(second);
    await put(first);
    const third = makeSegment({ trace_id: first.trace_id, start_time: START });
    await put(third);
    await expect.poll(() => [received.length, status().sent]).toEqual([3, 3]);
    const header = `{"format": "json", "version": 1}\n`;
    expect(received).toEqual([first, second, third].map((segment) => header + JSON.stringify(segment)));
    expect(status()).toEqual({ target: "there", sent: 3, failed: 0, dropped: 0, waiting: 0 });
  });

  it("to an OTLP endpoint, as the spans of the trace", async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        bodies.push(body);
        response.end("{}");
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      server.close();
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a listening TCP server answers
    const { port } = server.address() as AddressInfo;
    const { put, status } = await forwardTo(
      createSink({ kind: "otlp", url: `http://127.0.0.1:${port}/v1/traces` }),
    );
    const call = {
      id: "00000000000000aa",
      name: "shop@db",
      namespace: "remote",
      start_time: START,
      end_time: START + 0.5,
      fault: true,
      sql: { sanitized_query: "SELECT 1" },
    };
    const segment = makeSegment({
      name: "shop",
      start_time: START,
      end_time: START + 1,
      subsegments: [call],
    });
    await put(segment);
    await expect.poll(() => status().sent).toBe(1);
    const { resourceSpans } = JSON.parse(bodies[0] ?? "{}") as {
      resourceSpans: { scopeSpans: { spans: object[] }[] }[];
    };
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    const traceId = segment.trace_id.replaceAll(/^1-|-/g, "");
    expect(spans).toMatchObject([
      {
        traceId,
        spanId: segment["id"],
        parentSpanId: "",
        kind: 2,
        startTimeUnixNano: `${START}000000000`,
        status: {},
      },
      {
        traceId,
        spanId: call.id,
        parentSpanId: segment["id"],
        kind: 3,
        name: "shop@db",
        status: { code: 2 },
      },
    ]);
    expect(JSON.stringify(spans[1])).toContain(`{"stringValue":"SELECT 1"}`);
  });

  it("to an OTLP endpoint in requests of many traces, as one for each would be slower than they come", async () => {
    const requests: number[] = [];
    const sent = Promise.withResolvers<void>();
    const sink: Sink = {
      async send(traces) {
        requests.push(traces.length);
        // While the first is on its way, the others come.
        if (requests.length === 1) await sent.promise;
        return { sent: traces.length, failed: 0 };
      },
      close: () => {},
    };
    const { put, status } = await forwardTo(sink);
    for (let at = 0; at < 5; at += 1)
      await put(...Array.from({ length: 100 }, () => makeSegment({ start_time: START })));
    sent.resolve();
    await expect.poll(() => status().sent).toBe(500);
    expect(requests.length).toBeLessThan(6);
    expect(requests.slice(1)).toContain(200);
  });

  it("and what could not be sent is counted, with the reason, while traces are taken as before", async () => {
    const { put, status } = await forwardTo(
      createSink({ kind: "otlp", url: "http://127.0.0.1:9/v1/traces" }),
    );
    expect(await put(makeSegment({ start_time: START }))).toEqual([]);
    await expect.poll(() => status().failed).toBe(1);
    expect(status()).toMatchObject({ sent: 0, dropped: 0, lastProblem: expect.stringMatching(/\S/) });
  });

  it("and what waits for a slow target is bounded, and what comes on top counted", async () => {
    const never = new Promise<never>(() => {});
    const { put, status } = await forwardTo({ send: () => never, close: () => {} }, 3);
    for (let at = 0; at < 6; at += 1) await put(makeSegment({ start_time: START + at }));
    expect(status()).toMatchObject({ waiting: 3, dropped: 2, sent: 0 });
  });
});
