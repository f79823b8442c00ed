import type { ForwardStatus } from "../console-wire/server-status.ts";
import type { TraceStore } from "../store/trace-store.ts";
import type { ForwardedTrace } from "./forwarded-trace.ts";
import type { Sink } from "./sinks.ts";

/** Traces that may wait; further ones are dropped and counted. */
const MAX_WAITING = 10_000;
/** One request for each trace would be far slower than they arrive. */
const TRACES_A_REQUEST = 200;
/** Receivers limit their requests; the OpenTelemetry Collector to 20 MiB. */
const CHARACTERS_A_REQUEST = 2 ** 20;
/** Traces for which it remembers what was sent. */
const MAX_REMEMBERED = 50_000;

export interface ForwarderOptions {
  store: Pick<TraceStore, "subscribe" | "documents">;
  sink: Sink;
  /** As the user wrote it. */
  target: string;
  maxWaiting?: number;
}

export interface Forwarder {
  status(): ForwardStatus;
  /** Drops what waits. */
  close(): void;
}

/**
 * Forwards what was stored, some traces at a time, after the commit and without delaying ingest: when the target is slow
 * or away, only the waiting traces grow, up to their limit. Sends each document once; a failure is counted and not
 * repeated, as with a daemon's UDP.
 */
export function startForwarder({
  store,
  sink,
  target,
  maxWaiting = MAX_WAITING,
}: ForwarderOptions): Forwarder {
  const waiting = new Set<string>();
  /** How many documents of a trace were sent, the longest ago first. */
  const sentOf = new Map<string, number>();
  const status: ForwardStatus = { target, sent: 0, failed: 0, dropped: 0, waiting: 0 };
  let isRunning = false;

  const unsubscribe = store.subscribe((changed) => {
    for (const { id } of changed) {
      if (waiting.has(id)) continue;
      if (waiting.size >= maxWaiting) status.dropped += 1;
      else waiting.add(id);
    }
    if (!isRunning) void run();
  });

  async function run(): Promise<void> {
    isRunning = true;
    while (waiting.size > 0) {
      const { sent, failed, problem } = await sink.send(takeTraces());
      status.sent += sent;
      status.failed += failed;
      if (problem !== undefined) status.lastProblem = problem;
    }
    isRunning = false;
  }

  /** The traces that wait for longest, as many as fit into one request. */
  function takeTraces(): readonly ForwardedTrace[] {
    const traces: ForwardedTrace[] = [];
    let characters = 0;
    for (const id of waiting) {
      if (traces.length === TRACES_A_REQUEST || characters > CHARACTERS_A_REQUEST) break;
      waiting.delete(id);
      const trace = readTrace(id);
      if (trace === undefined) continue;
      traces.push(trace);
      for (const document of trace.all) characters += document.length;
    }
    return traces;
  }

  /** Undefined when nothing of it is new, or when it cannot be read: the others are sent all the same. */
  function readTrace(id: string): ForwardedTrace | undefined {
    try {
      const all = store.documents(id);
      const before = sentOf.get(id) ?? 0;
      // Documents that were put again occur again among them.
      const known = new Set(all.slice(0, before));
      const fresh = [...new Set(all.slice(before))].filter((text) => !known.has(text));
      remember(id, all.length);
      return fresh.length === 0 ? undefined : { documents: fresh, all };
    } catch (error) {
      status.failed += 1;
      status.lastProblem = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }

  function remember(id: string, documents: number): void {
    sentOf.delete(id);
    sentOf.set(id, documents);
    const [oldest] = sentOf.keys();
    if (sentOf.size > MAX_REMEMBERED && oldest !== undefined) sentOf.delete(oldest);
  }

  return {
    status: () => ({ ...status, waiting: waiting.size }),
    close() {
      waiting.clear();
      unsubscribe();
      sink.close();
    },
  };
}
