import type { ServerResponse } from "node:http";
import type { ServerStatus, StreamEvent } from "../../../console-wire/server-status.ts";
import type { TraceFacts } from "../../../model/trace-facts.ts";

const TRACES_EVERY_MS = 100;
const STATUS_EVERY_MS = 1_000;
/** How often a comment is sent, so that proxies and idle timers do not close a quiet stream. */
const HEARTBEAT_EVERY_MS = 15_000;
/** Traces that one event names; readers request the others when `count` is larger. */
const MAX_TRACES = 200;
/** A reader with more unsent bytes is skipped until it has caught up. */
const MAX_BUFFERED_BYTES = 256 * 1024;
/** A reader that accepts nothing for this long is gone. */
const MAX_STALLED_MS = 10_000;
/** When there are more readers, the first one that fell behind is closed, else the oldest. */
const MAX_READERS = 200;

/** What a stream needs of a response. */
export type EventSink = Pick<
  ServerResponse,
  "writeHead" | "write" | "end" | "destroy" | "once" | "writableLength"
>;

interface Reader {
  response: EventSink;
  /** Changes that it missed while it was behind. */
  missed: number;
  stalledSinceMs?: number;
}

interface Options {
  /** TraceStore.subscribe */
  subscribe(listener: (changed: readonly TraceFacts[]) => void): () => void;
  status(): ServerStatus;
  nowMs(): number;
}

export interface EventStream {
  /**
   * Makes the response a stream of events until either side ends it, or until there are too many newer readers: a page
   * whose stream is closed opens another by itself, so nobody can keep it out by holding streams open.
   */
  open(response: EventSink): void;
  /** Tells all readers that all traces were deleted. */
  tellCleared(): void;
  close(): void;
}

/**
 * Sends events (server-sent events, WHATWG HTML, 9.2): the status at most once a second and only when it changed,
 * traces at most every 100 ms.
 */
export function createEventStream(options: Options): EventStream {
  const readers = new Set<Reader>();
  const pending = new Map<string, { id: string; revision: number; startSec: number }>();
  let statusSent = "";
  let flushedAtMs = 0;
  let flushTimer: NodeJS.Timeout | undefined;

  function flush(): void {
    flushTimer = undefined;
    flushedAtMs = options.nowMs();
    const count = pending.size;
    const traces = [...pending.values()].sort((a, b) => b.startSec - a.startSec).slice(0, MAX_TRACES);
    pending.clear();
    const text = toText({ type: "traces", traces, count });
    for (const reader of readers) {
      const { missed } = reader;
      const sent = write(
        reader,
        missed === 0 ? text : toText({ type: "traces", traces, count: count + missed }),
      );
      reader.missed = sent ? 0 : missed + count;
    }
  }

  const unsubscribe = options.subscribe((changed) => {
    if (readers.size === 0 || changed.length === 0) return;
    for (const { id, revision, startSec } of changed) pending.set(id, { id, revision, startSec });
    const waitMs = Math.min(TRACES_EVERY_MS, Math.max(0, flushedAtMs + TRACES_EVERY_MS - options.nowMs()));
    flushTimer ??= setTimeout(flush, waitMs);
  });

  const statusTimer = setInterval(() => {
    if (readers.size === 0) return;
    const status = options.status();
    const comparable = JSON.stringify({ ...status, nowMs: 0 });
    if (comparable === statusSent) return;
    statusSent = comparable;
    const text = toText({ type: "status", status });
    for (const reader of readers) write(reader, text);
  }, STATUS_EVERY_MS);

  const heartbeatTimer = setInterval(() => {
    for (const reader of readers) write(reader, ": still here\n\n");
  }, HEARTBEAT_EVERY_MS);

  function write(reader: Reader, text: string): boolean {
    const { response } = reader;
    if (response.writableLength <= MAX_BUFFERED_BYTES) {
      delete reader.stalledSinceMs;
      response.write(text);
      return true;
    }
    reader.stalledSinceMs ??= options.nowMs();
    if (options.nowMs() - reader.stalledSinceMs > MAX_STALLED_MS) response.destroy();
    return false;
  }

  function makeRoom(): void {
    const byAge = [...readers];
    const stalled = byAge.filter(({ stalledSinceMs }) => stalledSinceMs !== undefined);
    const leaving =
      stalled.toSorted((a, b) => (a.stalledSinceMs ?? 0) - (b.stalledSinceMs ?? 0))[0] ?? byAge[0];
    if (leaving === undefined) return;
    readers.delete(leaving);
    leaving.response.destroy();
  }

  return {
    open(response) {
      if (readers.size >= MAX_READERS) makeRoom();
      const reader: Reader = { response, missed: 0 };
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(`retry: 1000\n\n${toText({ type: "status", status: options.status() })}`);
      readers.add(reader);
      response.once("close", () => readers.delete(reader));
    },
    tellCleared() {
      pending.clear();
      for (const reader of readers) write(reader, toText({ type: "cleared" }));
    },
    close() {
      unsubscribe();
      clearTimeout(flushTimer);
      clearInterval(statusTimer);
      clearInterval(heartbeatTimer);
      for (const { response } of readers) response.end();
    },
  };
}

function toText(event: StreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
