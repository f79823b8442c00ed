import type { ApiTrace } from "xray-local/protocol/api-types.ts";
import { isAbort } from "./api-error.ts";
import type { callXray } from "./xray-client.ts";

/** Values derived from the documents of traces, for rows in view. */
export interface TraceCache<Value> {
  /** The latest value known, which may be of an older revision; undefined while there is none. */
  get: (id: string) => Value | undefined;
  /** Requests the values that are missing, or older than the given revision. */
  want: (traces: readonly { id: string; revision: number }[]) => void;
  /** All traces were deleted, or the server may be another: what is wished for is asked for anew. */
  forget: () => void;
  subscribe: (listener: () => void) => () => void;
  /** Grows with each change, for useSyncExternalStore. */
  version: () => number;
}

/** The operation takes at most 5 ids. */
const IDS_A_CALL = 5;
/** Browsers open 6 connections to a host; the stream holds one and the list needs one. */
const CALLS_AT_ONCE = 3;
const KEPT = 2000;
/** While more is on its way, what came is told together after so long: each telling draws the rows again. */
const TELL_AFTER_MS = 400;
/** How long to wait before a failed request is repeated. */
export const RETRY_MS = 4000;

export function createTraceCache<Value>(
  call: typeof callXray,
  derive: (trace: ApiTrace) => Value,
): TraceCache<Value> {
  const values = new Map<string, { revision: number; value: Value }>();
  const listeners = new Set<() => void>();
  /** The revision wanted, by id; the newest request is last. */
  const wanted = new Map<string, number>();
  const underway = new Map<string, number>();
  let calls = 0;
  /** Counts the calls of `want`: what only an older call asked for is not wanted any more. */
  let wishes = 0;
  let version = 0;
  let telling: ReturnType<typeof setTimeout> | undefined;
  /** What was asked for before the last `forget` may be of a trace that is gone. */
  let generation = 0;
  let lastWish: Parameters<typeof want>[0] = [];

  function want(traces: readonly { id: string; revision: number }[]): void {
    // Rows that have left the view are not wanted any more.
    wanted.clear();
    wishes += 1;
    lastWish = traces;
    for (const { id, revision } of traces) {
      if ((values.get(id)?.revision ?? 0) >= revision) continue;
      if ((underway.get(id) ?? 0) >= revision) continue;
      wanted.set(id, revision);
    }
    pump();
  }

  function pump(): void {
    while (calls < CALLS_AT_ONCE && wanted.size > 0) {
      const batch = [...wanted].slice(0, IDS_A_CALL);
      for (const [id, revision] of batch) {
        wanted.delete(id);
        underway.set(id, revision);
      }
      void fetchBatch(batch);
    }
  }

  async function fetchBatch(batch: readonly (readonly [string, number])[]): Promise<void> {
    calls += 1;
    const asked = generation;
    try {
      const { Traces = [] } = await call("/Traces", { TraceIds: batch.map(([id]) => id) });
      const revisions = new Map(batch);
      if (asked !== generation) return;
      for (const trace of Traces) store(trace, revisions.get(trace.Id) ?? 0);
      if (Traces.length > 0) tellSoon();
    } catch (error) {
      // The strip stays empty until then; the list itself says that the server is away.
      if (!isAbort(error)) wishAgainLater(batch);
    } finally {
      calls -= 1;
      if (asked === generation) for (const [id] of batch) underway.delete(id);
      pump();
    }
  }

  /** Requests the batch again, without the rows that have left the view meanwhile. */
  function wishAgainLater(batch: readonly (readonly [string, number])[]): void {
    const wish = wishes;
    setTimeout(() => {
      if (wishes !== wish) return;
      for (const [id, revision] of batch) wanted.set(id, revision);
      pump();
    }, RETRY_MS);
  }

  function store(trace: ApiTrace, revision: number): void {
    values.delete(trace.Id);
    values.set(trace.Id, { revision, value: derive(trace) });
    for (const id of values.keys()) {
      if (values.size <= KEPT) break;
      values.delete(id);
    }
  }

  function forget(): void {
    generation += 1;
    values.clear();
    underway.clear();
    tell();
    want(lastWish);
  }

  function tellSoon(): void {
    if (calls === 1 && wanted.size === 0) tell();
    else telling ??= setTimeout(tell, TELL_AFTER_MS);
  }

  function tell(): void {
    clearTimeout(telling);
    telling = undefined;
    version += 1;
    for (const listener of listeners) listener();
  }

  return {
    get: (id) => values.get(id)?.value,
    want,
    forget,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
