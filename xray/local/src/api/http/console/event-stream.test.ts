import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StreamEvent } from "../../../console-wire/server-status.ts";
import { makeContext } from "../../testing/make-context.ts";
import { makeSegment } from "../../testing/make-segment.ts";
import { makeServer } from "../../testing/make-server.ts";
import type { TestServer } from "../../testing/make-server.ts";
import { readEvents } from "../../../client/read-events.ts";

const context = makeContext({ nowMs: Date.now });
let running: TestServer;

beforeEach(async () => {
  running = await makeServer({ context });
});

afterEach(() => running.close());

async function next<T extends StreamEvent["type"]>(
  events: AsyncGenerator<StreamEvent>,
  type: T,
): Promise<Extract<StreamEvent, { type: T }>> {
  for (;;) {
    const { value, done } = await events.next();
    if (done === true) throw new Error("the stream ended");
    if (isOfType(value, type)) return value;
  }
}

function isOfType<T extends StreamEvent["type"]>(
  event: StreamEvent,
  type: T,
): event is Extract<StreamEvent, { type: T }> {
  return event.type === type;
}

describe("the event stream", () => {
  it("begins with the status, then tells of every new trace", async () => {
    const events = readEvents(`${running.url}/stream`);
    const { status } = await next(events, "status");
    expect(status.version).toBe("0.0.0");
    const segment = makeSegment();
    await context.store.put([JSON.stringify(segment)]);
    const { traces, count } = await next(events, "traces");
    expect(traces).toEqual([{ id: segment.trace_id, revision: 1, startSec: segment["start_time"] }]);
    expect(count).toBe(1);
    await events.return(undefined);
  });

  it("gathers what comes within a moment, once per trace and at most 200 of the newest", async () => {
    const events = readEvents(`${running.url}/stream`);
    await next(events, "status");
    const segments = Array.from({ length: 300 }, (_, i) => makeSegment({ start_time: 1_700_000_000 + i }));
    const texts = segments.map((segment) => JSON.stringify(segment));
    for (const text of [...texts, ...texts]) await context.store.put([text]);
    let count = 0;
    const newest: number[] = [];
    while (count < 300) {
      const event = await next(events, "traces");
      expect(event.traces.length).toBeLessThanOrEqual(200);
      count += event.count;
      newest.push(...event.traces.map(({ startSec }) => startSec));
    }
    expect(Math.max(...newest)).toBe(1_700_000_299);
    await events.return(undefined);
  });

  it("tells the status again when it changed", async () => {
    const events = readEvents(`${running.url}/stream`);
    const first = await next(events, "status");
    await context.store.put([JSON.stringify(makeSegment())]);
    const second = await next(events, "status");
    expect(second.status.arrivals.received).toBe(first.status.arrivals.received + 1);
    await events.return(undefined);
  });

  it("serves many readers and forgets those who leave", async () => {
    const readers = Array.from({ length: 30 }, () => readEvents(`${running.url}/stream`));
    await Promise.all(readers.map((events) => next(events, "status")));
    await Promise.all(readers.slice(0, 15).map((events) => events.return(undefined)));
    await context.store.put([JSON.stringify(makeSegment())]);
    const told = await Promise.all(readers.slice(15).map((events) => next(events, "traces")));
    expect(told.every(({ count }) => count === 1)).toBe(true);
    await Promise.all(readers.slice(15).map((events) => events.return(undefined)));
  });

  it("ends when the server closes", async () => {
    const events = readEvents(`${running.url}/stream`);
    await next(events, "status");
    await running.close();
    await expect(events.next()).resolves.toMatchObject({ done: true });
    running = await makeServer({ context });
  });
});
