import type { LinkedSummary, LinkedTrace, LinkedTraces } from "../console-wire/linked-traces.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import { toTraceId } from "../protocol/trace-id.ts";
import { assembleTrace } from "../trace/assemble-trace.ts";
import type { AssembledTrace } from "../trace/assemble-trace.ts";
import { linksBetween } from "../trace/linked-calls.ts";
import type { TraceLink } from "../trace/linked-calls.ts";
import { elapsedSec } from "../trace/trace-step.ts";
import type { TraceStep } from "../trace/trace-step.ts";
import type { ApiContext } from "./context.ts";
import { invalidRequest } from "./model/errors.ts";
import { readSegments } from "./retrieval/read-trace.ts";
import { createScheduler } from "./scheduler.ts";

export const LINKED_TRACES_PATH = "/linked-traces.json";

/** Chosen: what a trace hands on is mostly worked on within an hour. */
const LOOK_AFTER_SEC = 3600;
/** A trace that names its consumer (a link to a child) began before it. */
const LOOK_BEFORE_SEC = 900;
/** Traces are looked through in parts of this length, those nearest to the trace first. */
const PART_SEC = 60;
/** Chosen: one to two seconds of work in slices. Most chunks have no links and are skipped at once. */
const MAX_LOOKED_THROUGH = 300_000;
/** Source: Developer Guide, "Trace linking": at most 100 linked traces per trace. */
const MAX_LINKED = 100;

type Context = Pick<ApiContext, "store" | "signal">;

/**
 * Answers the traces that the trace `trace` of the query is linked with: those that it names, and those around it that name
 * it. The traces around it are looked through up to a limit, which the answer tells. Throws InvalidRequestException for what
 * is no trace id.
 */
export async function readLinkedTraces(query: URLSearchParams, context: Context): Promise<LinkedTraces> {
  const id = toTraceId(query.get("trace") ?? "");
  if (id === undefined) throw invalidRequest("trace is the id of a trace");
  const facts = context.store.facts(id);
  if (facts === undefined) return { traces: [], lookedThrough: { startSec: 0, endSec: 0 } };
  const { ids, lookedThrough } = await findLinking(facts, context);
  const others = [...new Set([...facts.linkedTraceIds, ...ids])].slice(0, MAX_LINKED);
  if (others.length === 0) return { traces: [], lookedThrough };
  const scheduler = createScheduler(context.signal);
  const read = async (traceId: string): Promise<AssembledTrace> =>
    assembleTrace(await readSegments(context, traceId, scheduler));
  const own = await read(id);
  const traces: LinkedTrace[] = [];
  for (const otherId of others) {
    const other = await read(otherId);
    const [link] = linksBetween({ id, trace: own }, { id: otherId, trace: other });
    if (link) traces.push(toLinkedTrace(otherId, link, context.store.facts(otherId)));
  }
  return { traces: traces.toSorted(byStart), lookedThrough };
}

/** The ids of traces around one that name it. */
async function findLinking(
  { id, startSec }: TraceFacts,
  { store, signal }: Context,
): Promise<{ ids: readonly string[]; lookedThrough: LinkedTraces["lookedThrough"] }> {
  const scheduler = createScheduler(signal);
  const ids: string[] = [];
  const lookedThrough = { startSec, endSec: startSec };
  let looked = 0;
  async function look(part: { startSec: number; endSec: number }): Promise<void> {
    for (const facts of store.scan(part)) {
      if (facts.id !== id && facts.linkedTraceIds.includes(id)) ids.push(facts.id);
      looked += 1;
      await scheduler.yield();
    }
    lookedThrough.startSec = Math.min(lookedThrough.startSec, part.startSec);
    lookedThrough.endSec = Math.max(lookedThrough.endSec, part.endSec);
  }
  for (let fromSec = 0; fromSec < LOOK_AFTER_SEC && looked < MAX_LOOKED_THROUGH; fromSec += PART_SEC) {
    await look({ startSec: startSec + fromSec, endSec: startSec + fromSec + PART_SEC });
    if (fromSec >= LOOK_BEFORE_SEC) continue;
    await look({ startSec: startSec - fromSec - PART_SEC, endSec: startSec - fromSec });
  }
  return { ids, lookedThrough };
}

function toLinkedTrace(id: string, link: TraceLink, facts: TraceFacts | undefined): LinkedTrace {
  const [sender, receiver] = link.way === "before" ? [link.other, link.own] : [link.own, link.other];
  const through = sender && throughOf(sender);
  return {
    id,
    way: link.way,
    ownStepId: link.ownStepId,
    otherStepId: link.otherStepId,
    attributes: link.attributes,
    ...(through !== undefined && { through }),
    ...(sender && receiver && { laterSec: elapsedSec(sender.entity.start_time, receiver.entity.start_time) }),
    ...(facts && { summary: toSummary(facts) }),
  };
}

/** The name of what a call reached; a segment is no call. */
function throughOf({ kind, inferred, entity }: TraceStep): string | undefined {
  return kind === "segment" ? undefined : (inferred?.name ?? entity.name);
}

function toSummary(facts: TraceFacts): LinkedSummary {
  const { startSec, responseTimeSec, http, services, entryPoint = 0 } = facts;
  return {
    startSec,
    ...(responseTimeSec !== undefined && { responseSec: responseTimeSec }),
    outcome: facts.fault ? "fault" : facts.throttle ? "throttle" : facts.error ? "error" : "ok",
    name: services[entryPoint]?.id.Name ?? "",
    ...(http.method !== undefined && { method: http.method }),
    ...(http.url !== undefined && { url: http.url }),
    ...(http.status !== undefined && { status: http.status }),
  };
}

/** What is not kept comes last. */
function byStart(a: LinkedTrace, b: LinkedTrace): number {
  return (a.summary?.startSec ?? Infinity) - (b.summary?.startSec ?? Infinity) || 0;
}
