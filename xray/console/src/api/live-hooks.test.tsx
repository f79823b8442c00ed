// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { passTime, sleepFor, startClock, stopClock } from "../testing/clock.ts";
import { startFakeXray } from "../testing/fake-xray.ts";
import type { FakeXray } from "../testing/fake-xray.ts";
import { LiveProvider, useLive, useServerStatus, useStream } from "./live.tsx";
import { createStream } from "./stream.ts";
import type { Stream, TracesEvent } from "./stream.ts";
import type { TraceQuery } from "./trace-list/trace-list-state.ts";
import { useTraceList } from "./use-trace-list.ts";

let xray: FakeXray;
let stream: Stream;

beforeEach(() => {
  stopClock();
  xray = startFakeXray();
  stream = createStream();
});
afterEach(() => {
  cleanup();
  stream.close();
  xray.close();
  vi.unstubAllGlobals();
  startClock();
});

function Provided({ children }: { children: ReactNode }) {
  return <LiveProvider stream={stream}>{children}</LiveProvider>;
}
const wrapper = Provided;

describe("the stream", () => {
  test("tells the status as soon as it stands, and again when it has changed", async () => {
    const { result } = renderHook(useServerStatus, { wrapper });
    expect(result.current).toBeUndefined();
    await passTime(0);
    expect(result.current?.store.traces).toBe(0);
    await xray.receive(makeRequest(traceIdOf(1)));
    await passTime(1000);
    expect(result.current?.store.traces).toBe(1);
  });

  test("is not connected while the server is away, and says since when", async () => {
    const { result } = renderHook(useStream, { wrapper });
    await passTime(0);
    expect(result.current.connected).toBe(true);
    await xray.goAway();
    expect(result.current).toMatchObject({ connected: false, brokenSinceMs: Date.now() });
    await xray.comeBack();
    expect(result.current).toMatchObject({ connected: true, brokenSinceMs: undefined });
  });

  test("names each batch of traces to who listens, until they stop", async () => {
    const listener = vi.fn<(event: TracesEvent) => void>();
    const { unmount } = renderHook(() => useListener(listener), { wrapper });
    await passTime(0);
    await xray.receive(makeRequest(traceIdOf(1)), makeRequest(traceIdOf(2)));
    expect(listener).toHaveBeenCalledTimes(1);
    expect(listener.mock.calls[0]?.[0].count).toBe(2);
    unmount();
    await xray.receive(makeRequest(traceIdOf(3)));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test("names 200 of more, and says how many there are", async () => {
    const listener = vi.fn<(event: TracesEvent) => void>();
    renderHook(() => useListener(listener), { wrapper });
    await passTime(0);
    const many = Array.from({ length: 250 }, (_, index) =>
      makeRequest(traceIdOf(index + 1), { queries: [] }),
    );
    await xray.receive(...many);
    const [event] = listener.mock.calls.at(-1) ?? [];
    expect(event?.traces).toHaveLength(200);
    expect(event?.count).toBe(250);
  });
});

/** As a view listens. */
function useListener(listener: (event: TracesEvent) => void): void {
  const { stream: live } = useLive();
  useEffect(() => live.onTraces(listener), [live, listener]);
}

test("a pause has its moment, until it ends", () => {
  const { result } = renderHook(useLive, { wrapper });
  expect(result.current).toMatchObject({ paused: false, pausedAtMs: undefined });
  act(() => result.current.setPaused(true));
  expect(result.current).toMatchObject({ paused: true, pausedAtMs: Date.now() });
  act(() => result.current.setPaused(false));
  expect(result.current.pausedAtMs).toBeUndefined();
});

test("what is live needs to be inside of what provides it", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(() => renderHook(useLive)).toThrow("useLive needs a LiveProvider");
  vi.restoreAllMocks();
});

describe("the live list", () => {
  const LAST_15_MIN: TraceQuery = { range: { kind: "last", durationSec: 900 }, filter: "" };
  const FAULTS: TraceQuery = { ...LAST_15_MIN, filter: "fault" };

  function follow(query: TraceQuery, held = false) {
    return renderHook(
      (props: { query: TraceQuery; held: boolean }) => useTraceList(props.query, props.held),
      {
        wrapper,
        initialProps: { query, held },
      },
    );
  }
  const idsOf = (hook: ReturnType<typeof follow>) =>
    hook.result.current.state.traces.map(({ summary }) => summary.Id).toSorted();

  test("has what is stored, and what comes", async () => {
    await xray.receive(makeRequest(traceIdOf(1)));
    const hook = follow(LAST_15_MIN);
    await passTime(10);
    expect(idsOf(hook)).toEqual([traceIdOf(1)]);
    await xray.receive(makeRequest(traceIdOf(2)));
    expect(idsOf(hook)).toEqual([traceIdOf(1), traceIdOf(2)]);
  });

  test("asks anew for another question, and takes in only what answers it", async () => {
    await xray.receive(makeRequest(traceIdOf(1)), makeRequest(traceIdOf(2), { status: 500 }));
    const hook = follow(LAST_15_MIN);
    await passTime(10);
    hook.rerender({ query: FAULTS, held: false });
    await passTime(10);
    expect(idsOf(hook)).toEqual([traceIdOf(2)]);
    await xray.receive(makeRequest(traceIdOf(3)), makeRequest(traceIdOf(4), { status: 503 }));
    expect(idsOf(hook)).toEqual([traceIdOf(2), traceIdOf(4)]);
  });

  test("lets go of what has left the range, but not while it is held", async () => {
    await xray.receive(makeRequest(traceIdOf(1)));
    const hook = follow(LAST_15_MIN, true);
    await passTime(10);
    await sleepFor(16 * 60_000);
    expect(idsOf(hook)).toEqual([traceIdOf(1)]);
    hook.rerender({ query: LAST_15_MIN, held: false });
    await passTime(1000);
    expect(idsOf(hook)).toEqual([]);
  });

  test("reads all again when the server is back", async () => {
    const hook = follow(LAST_15_MIN);
    await passTime(10);
    await xray.goAway();
    await xray.receive(makeRequest(traceIdOf(1)));
    expect(idsOf(hook)).toEqual([]);
    await xray.comeBack();
    await passTime(10);
    expect(idsOf(hook)).toEqual([traceIdOf(1)]);
  });

  test("loses none of a flood", async () => {
    const hook = follow(LAST_15_MIN);
    await passTime(10);
    const many = Array.from({ length: 450 }, (_, index) =>
      makeRequest(traceIdOf(index + 1), { queries: [] }),
    );
    await xray.receive(...many);
    await passTime(4000);
    expect(hook.result.current.state.traces).toHaveLength(450);
  });
});
