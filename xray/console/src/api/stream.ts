import { isRawObject, parseJson } from "xray-local/protocol/raw-json.ts";
import { createClockReader, setServerClock } from "../lib/server-clock.ts";
import type { ServerStatus, StreamEvent } from "xray-local/console-wire/server-status.ts";

export type TracesEvent = Extract<StreamEvent, { type: "traces" }>;

/** What the stream has last told. */
export interface StreamSnapshot {
  connected: boolean;
  /** Undefined until the first event. */
  status: ServerStatus | undefined;
  /** When the connection broke, epoch milliseconds; undefined while it stands. */
  brokenSinceMs: number | undefined;
  /** How far the server's clock is ahead of this browser's; 0 unless one of both is clearly wrong. */
  clockOffsetMs: number;
}

export interface Stream {
  snapshot: () => StreamSnapshot;
  /** The listener is called when the snapshot has changed. Returns a function that ends it. */
  subscribe: (listener: () => void) => () => void;
  /** The listener is called with each batch of new or changed traces. Returns a function that ends it. */
  onTraces: (listener: (event: TracesEvent) => void) => () => void;
  /**
   * The listener is called when everything has to be loaded again: the connection is back after a break, during which
   * arrivals were not told, or all traces were deleted.
   */
  onResume: (listener: () => void) => () => void;
  close: () => void;
}

/** The part of EventSource that is used, so that tests can send events. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent) => void): void;
  close(): void;
}

/** `EventSource.CLOSED`: the browser does not try again. */
const CLOSED = 2;
const RECONNECT_MS = 2000;
/** Readings of one clock differ by less. */
const SAME_CLOCK_MS = 1000;

/**
 * Listens to `GET /stream`. The browser connects again by itself, except after an answer with an error: then this does.
 */
export function createStream(
  open: () => EventSourceLike = () => new EventSource("/stream"),
  now: () => number = Date.now,
): Stream {
  const changed = new Set<() => void>();
  const traces = new Set<(event: TracesEvent) => void>();
  const resumed = new Set<() => void>();
  let snapshot: StreamSnapshot = {
    connected: false,
    status: undefined,
    brokenSinceMs: undefined,
    clockOffsetMs: 0,
  };

  const readClock = createClockReader();

  function update(change: Partial<StreamSnapshot>): void {
    snapshot = { ...snapshot, ...change };
    for (const listener of changed) listener();
  }
  let source = connect();
  let retry: ReturnType<typeof setTimeout> | undefined;

  function connect(): EventSourceLike {
    const opened = open();
    opened.addEventListener("open", () => {
      const broke = snapshot.brokenSinceMs !== undefined;
      update({ connected: true, brokenSinceMs: undefined });
      if (broke) for (const listener of resumed) listener();
    });
    opened.addEventListener("error", () => {
      update({ connected: false, brokenSinceMs: snapshot.brokenSinceMs ?? now() });
      if (opened.readyState === CLOSED) reconnectLater();
    });
    opened.addEventListener("status", (event) => {
      const message = parseEvent(event);
      if (message?.type !== "status") return;
      const clockOffsetMs = readClock(message.status.nowMs, now());
      const isOther = Math.abs(clockOffsetMs - snapshot.clockOffsetMs) >= SAME_CLOCK_MS;
      setServerClock(clockOffsetMs);
      update({ connected: true, status: message.status, clockOffsetMs });
      // What was loaded by the other clock is of another time.
      if (isOther) for (const listener of resumed) listener();
    });
    opened.addEventListener("traces", (event) => {
      const message = parseEvent(event);
      if (message?.type === "traces") for (const listener of traces) listener(message);
    });
    opened.addEventListener("cleared", () => {
      for (const listener of resumed) listener();
    });
    return opened;
  }
  function reconnectLater(): void {
    clearTimeout(retry);
    retry = setTimeout(() => {
      source = connect();
    }, RECONNECT_MS);
  }
  function listen<Listener>(set: Set<Listener>, listener: Listener): () => void {
    set.add(listener);
    return () => set.delete(listener);
  }
  return {
    snapshot: () => snapshot,
    subscribe: (listener) => listen(changed, listener),
    onTraces: (listener) => listen(traces, listener),
    onResume: (listener) => listen(resumed, listener),
    close: () => {
      clearTimeout(retry);
      source.close();
    },
  };
}

/** Undefined for an unknown event: a bad event must not stop the console. */
function parseEvent(event: MessageEvent): StreamEvent | undefined {
  const message = parseJson(String(event.data));
  if (!isRawObject(message)) return undefined;
  // The `type` may be missing, since the name of the event repeats it; so may the envelope around `status`.
  if (event.type === "status")
    return { type: "status", status: (message["status"] ?? message) as ServerStatus };
  return { ...(message as unknown as TracesEvent), type: "traces" };
}
