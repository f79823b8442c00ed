import { toCallKind } from "xray-local/trace/activity/collect-calls.ts";
import { serviceKey } from "xray-local/model/trace-topology.ts";
import type { Step, TraceTree } from "../trace-model/step.ts";
import type { CallRow } from "./call-rows.ts";

/** A request of a trace with the calls of one row, in milliseconds after its start. */
export interface UsualRequest {
  lengthMs: number;
  calls: readonly { startMs: number; endMs: number }[];
  /** From the first of the calls to the last. */
  spanMs: number;
  /** Whether no two of them overlap. */
  isInARow: boolean;
}

/** The request of the row's caller with most of its calls; undefined when the trace has none (any more). */
export function findUsualRequest({ steps }: TraceTree, row: CallRow): UsualRequest | undefined {
  const calls = steps.filter((step) => isCallOf(step, row));
  const byRequest = [...Map.groupBy(calls, ({ segment }) => segment)];
  const [request, most = []] = byRequest.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  const [first] = most;
  if (request === undefined || first === undefined) return undefined;
  const shown = most
    .map(({ startMs, endMs }) => ({ startMs: startMs - request.startMs, endMs: endMs - request.startMs }))
    .toSorted((a, b) => a.startMs - b.startMs);
  const lastMs = Math.max(...shown.map(({ endMs }) => endMs));
  return {
    lengthMs: Math.max(request.endMs - request.startMs, lastMs),
    calls: shown,
    spanMs: lastMs - (shown[0]?.startMs ?? 0),
    isInARow: shown.every(({ startMs }, index) => startMs >= (shown[index - 1]?.endMs ?? 0) - CLOCK_MS),
  };
}

/** Calls are in a row by the server's rule. */
const CLOCK_MS = 1;

/** By the server's rule too: an operation on another table, or a statement in another database, is another row. */
function isCallOf({ kind, assembled, segment: { service } }: Step, row: CallRow): boolean {
  const call = kind === "subsegment" ? toCallKind(assembled, 0) : undefined;
  return (
    call?.kind === row.kind &&
    call.target === row.target.key &&
    call.text === row.text &&
    service !== undefined &&
    serviceKey(service) === row.caller.key
  );
}
