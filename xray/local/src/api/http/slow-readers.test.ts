import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { toServerStatus } from "../server-status.ts";
import { makeContext } from "../testing/make-context.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { createEventStream } from "./console/event-stream.ts";
import type { EventSink, EventStream } from "./console/event-stream.ts";

/** A response that keeps what is written until `take` is called, as a reader does that takes its time. */
function makeSink(): EventSink & { texts: string[]; buffered: number; isDestroyed: boolean; hangUp(): void } {
  let onClose: (() => void) | undefined;
  const sink = {
    texts: [] as string[],
    buffered: 0,
    isDestroyed: false,
    get writableLength() {
      return sink.buffered;
    },
    writeHead: () => sink,
    write(text: string) {
      sink.texts.push(text);
      return true;
    },
    end: () => sink,
    destroy() {
      sink.isDestroyed = true;
      sink.hangUp();
      return sink;
    },
    once(_event: string, listener: () => void) {
      onClose = listener;
      return sink;
    },
    hangUp: () => onClose?.(),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a response as the stream asks for
  return sink as unknown as ReturnType<typeof makeSink>;
}

function makeChange(): Promise<TraceFacts> {
  const { store } = makeContext();
  const changed = new Promise<TraceFacts>((resolve) => {
    store.subscribe(([facts]) => facts && resolve(facts));
  });
  void store.put([JSON.stringify(makeSegment())]);
  return changed;
}

describe("the event stream and its readers", () => {
  let stream: EventStream;
  let tell: (changed: readonly TraceFacts[]) => void;
  let statuses = 0;

  beforeEach(() => {
    vi.useFakeTimers();
    statuses = 0;
    const context = makeContext({ nowMs: Date.now });
    const { store } = context;
    stream = createEventStream({
      subscribe(listener) {
        tell = listener;
        return () => undefined;
      },
      nowMs: Date.now,
      status() {
        statuses += 1;
        const listeners = { daemonUdp: "", daemonTcp: "", api: "" };
        const reach = { daemon: "" };
        const sources = { context: { ...context, store }, version: "0", startedAtMs: 0, listeners, reach };
        return toServerStatus({ ...sources, receiveBufferBytes: 0, kernelDrops: () => undefined });
      },
    });
  });

  afterEach(() => {
    stream.close();
    vi.useRealTimers();
  });

  it("sends at once after a quiet time, then at most every 100 ms", async () => {
    const sink = makeSink();
    stream.open(sink);
    const change = await makeChange();
    vi.advanceTimersByTime(500);
    sink.texts.length = 0;
    tell([change]);
    vi.advanceTimersByTime(0);
    expect(sink.texts).toHaveLength(1);
    for (let i = 0; i < 10; i += 1) tell([{ ...change, id: `${change.id}${i}` }]);
    vi.advanceTimersByTime(99);
    expect(sink.texts).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sink.texts).toHaveLength(2);
    expect(sink.texts[1]).toContain('"count":10');
  });

  it("skips a reader that is behind, and tells it later how much it missed", async () => {
    const [slow, fast] = [makeSink(), makeSink()];
    for (const sink of [slow, fast]) stream.open(sink);
    const change = await makeChange();
    slow.buffered = 300_000;
    for (let i = 0; i < 3; i += 1) {
      tell([
        { ...change, id: `a${i}` },
        { ...change, id: `b${i}` },
      ]);
      vi.advanceTimersByTime(100);
    }
    expect(slow.texts).toHaveLength(1);
    expect(fast.texts).toHaveLength(4);
    slow.buffered = 0;
    tell([change]);
    vi.advanceTimersByTime(100);
    expect(slow.texts.at(-1)).toContain('"count":7');
    expect(fast.texts.at(-1)).toContain('"count":1');
  });

  it("gives a reader up that takes nothing for ten seconds while there is something to tell", async () => {
    const sink = makeSink();
    stream.open(sink);
    const change = await makeChange();
    sink.buffered = 300_000;
    for (let i = 0; i < 100; i += 1) {
      tell([change]);
      vi.advanceTimersByTime(100);
    }
    expect(sink.isDestroyed).toBe(false);
    for (let i = 0; i < 2; i += 1) {
      tell([change]);
      vi.advanceTimersByTime(100);
    }
    expect(sink.isDestroyed).toBe(true);
  });

  it("keeps a quiet stream alive, and says nothing that did not change", () => {
    const sink = makeSink();
    stream.open(sink);
    vi.advanceTimersByTime(30_000);
    const events = sink.texts.filter((text) => text.includes("event: status"));
    expect(sink.texts.filter((text) => text.startsWith(":"))).toHaveLength(2);
    expect(events.length).toBeLessThanOrEqual(2);
  });

  it("asks for no status while nobody reads", () => {
    const sink = makeSink();
    stream.open(sink);
    sink.hangUp();
    const before = statuses;
    vi.advanceTimersByTime(10_000);
    expect(statuses).toBe(before);
  });

  it("has room for 200 readers: a newer one takes the place of the oldest", () => {
    const sinks = Array.from({ length: 202 }, makeSink);
    for (const sink of sinks) stream.open(sink);
    expect(sinks.filter(({ isDestroyed }) => isDestroyed)).toEqual(sinks.slice(0, 2));
  });

  it("lets the one go first that fell behind first, however new it is", async () => {
    const sinks = Array.from({ length: 200 }, makeSink);
    for (const sink of sinks) stream.open(sink);
    const change = await makeChange();
    for (const slow of [150, 20]) {
      Object.assign(sinks[slow] ?? {}, { buffered: 300_000 });
      tell([change]);
      vi.advanceTimersByTime(100);
    }
    const isGone = (index: number): boolean | undefined => sinks[index]?.isDestroyed;
    stream.open(makeSink());
    expect([150, 20, 0].map(isGone)).toEqual([true, false, false]);
    stream.open(makeSink());
    expect([20, 0].map(isGone)).toEqual([true, false]);
    stream.open(makeSink());
    expect(isGone(0)).toBe(true);
  });
});
