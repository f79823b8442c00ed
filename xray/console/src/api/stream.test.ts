import { expect, test, vi } from "vitest";
import { createStream } from "./stream.ts";
import type { EventSourceLike } from "./stream.ts";

function makeSource(readyState = 0) {
  const listeners = new Map<string, (event: MessageEvent) => void>();
  const close = vi.fn<() => void>();
  const source: EventSourceLike = {
    readyState,
    addEventListener: (type, listener) => void listeners.set(type, listener),
    close,
  };
  return {
    source,
    close,
    send: (type: string, data?: unknown) =>
      listeners.get(type)?.(
        new MessageEvent(type, { data: typeof data === "string" ? data : JSON.stringify(data) }),
      ),
  };
}

test("status and traces are told to those who listen", () => {
  const { source, send } = makeSource();
  const stream = createStream(() => source);
  const traces = vi.fn<(event: unknown) => void>();
  const changed = vi.fn<() => void>();
  stream.onTraces(traces);
  stream.subscribe(changed);
  send("open");
  send("status", { type: "status", status: { version: "1" } });
  send("traces", { type: "traces", traces: [{ id: "a", revision: 1, startSec: 1 }], count: 1 });
  expect(stream.snapshot()).toMatchObject({ connected: true, status: { version: "1" } });
  expect(changed).toHaveBeenCalledTimes(2);
  expect(traces).toHaveBeenCalledWith(expect.objectContaining({ count: 1 }));
});

test("what was missed while the connection was broken is told once it stands again", () => {
  const { source, send } = makeSource();
  const stream = createStream(
    () => source,
    () => 1000,
  );
  const resumed = vi.fn<() => void>();
  stream.onResume(resumed);
  send("open");
  expect(resumed).not.toHaveBeenCalled();
  send("error");
  send("error");
  expect(stream.snapshot()).toMatchObject({ connected: false, brokenSinceMs: 1000 });
  send("open");
  expect(resumed).toHaveBeenCalledTimes(1);
  expect(stream.snapshot().brokenSinceMs).toBeUndefined();
});

test("a connection that the browser has given up is opened again", () => {
  vi.useFakeTimers();
  const { source, send } = makeSource(2);
  const open = vi.fn<() => EventSourceLike>(() => source);
  createStream(open);
  send("error");
  vi.advanceTimersByTime(2000);
  expect(open).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test("an event that is no JSON breaks nothing", () => {
  const { source, send } = makeSource();
  const stream = createStream(() => source);
  expect(() => send("status", "not json")).not.toThrow();
  expect(stream.snapshot().status).toBeUndefined();
});

test("who has stopped listening hears nothing", () => {
  const { source, close, send } = makeSource();
  const stream = createStream(() => source);
  const listener = vi.fn<() => void>();
  stream.subscribe(listener)();
  send("open");
  expect(listener).not.toHaveBeenCalled();
  stream.close();
  expect(close).toHaveBeenCalled();
});
