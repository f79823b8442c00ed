import type { ExceptionRecord } from "xray-local/protocol/segment-document.ts";
import { ownFrame } from "xray-local/trace/activity/own-frame.ts";
import { templateMessage } from "xray-local/trace/activity/text-templates.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import { formatDuration } from "../lib/format.ts";
import { failedBecauseOf, servicesPassedOn } from "../trace-model/failures/passed-on.ts";
import type { Outcome } from "../lib/outcome.ts";
import type { Step, TraceTree } from "../trace-model/step.ts";
import type { ErrorKind } from "./error-kinds.ts";

/** An exception where it was thrown, and what became of it. */
export interface WayUp {
  exception: ExceptionRecord;
  /** The step that recorded it. */
  step: Step;
  /** From where it began up to the client, or to the service that handled it. */
  stations: readonly Station[];
}

interface Station {
  id: string;
  name: string;
  words: string;
  outcome: Outcome;
  isFirst: boolean;
}

/** The exception of this kind in a trace; undefined when it has none. */
export function findWayUp(tree: TraceTree, { type, message, frame }: ErrorKind): WayUp | undefined {
  for (const step of tree.steps) {
    const [exception] = ownExceptions(step.entity);
    if (exception === undefined || (exception.type ?? "Error") !== type) continue;
    if (templateMessage(exception.message ?? "") !== message) continue;
    if (frame !== undefined && ownFrame(exception.stack ?? []) !== frame) continue;
    return { exception, step, stations: stationsOf(tree, step, exception) };
  }
  return undefined;
}

function stationsOf(tree: TraceTree, step: Step, exception: ExceptionRecord): readonly Station[] {
  const failed = failedBecauseOf(step);
  const began: Station = {
    id: step.id,
    name: step.segment.name,
    words: `began in ${exception.stack?.[0]?.label || step.name}`,
    outcome: step.outcome,
    isFirst: true,
  };
  const passed = servicesPassedOn(step, failed, undefined)
    .filter((each) => each.step !== step.segment)
    .map((each) => ({
      id: each.step.id,
      name: each.step.name,
      words: each.words.startsWith("threw ")
        ? each.words.replace(/^threw (.*), [^,]*$/s, "passed on as $1")
        : `passed on, ${each.words}`,
      outcome: each.outcome,
      isFirst: false,
    }));
  const top = failed.at(-1) ?? step;
  return [began, ...passed, endOf(tree, top)];
}

/** What the client got, or which service handled it. */
function endOf(tree: TraceTree, top: Step): Station {
  const isRoot = top.parent === undefined;
  const { main } = tree;
  if (isRoot && top.outcome !== "ok") {
    const status = top.entity.http?.response?.status;
    const took = formatDuration((top.endMs - top.startMs) / 1000);
    return {
      id: "client",
      name: "client",
      words: status === undefined ? `was told of it after ${took}` : `got ${status} after ${took}`,
      outcome: top.outcome,
      isFirst: false,
    };
  }
  const handler = top.parent?.segment ?? top.segment;
  const status = main?.entity.http?.response?.status;
  return {
    id: "handled",
    name: handler.name,
    words: status === undefined ? "handled it" : `handled it: the client got ${status}`,
    outcome: "ok",
    isFirst: false,
  };
}
