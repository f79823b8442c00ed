import type { FaultRootCause, ResponseTimeRootCause, TraceSummary } from "xray-local/protocol/api-types.ts";
import { outcomeOf } from "../lib/outcome.ts";
import type { Outcome } from "../lib/outcome.ts";
import { requestWords } from "./request-words.ts";

/** A trace in the list: the parts of its summary that are shown, sorted and plotted. */
export interface TraceRow {
  id: string;
  revision: number;
  startSec: number;
  /** Until the response; while it has not ended, the duration so far. */
  responseSec: number;
  /** A part is still in progress. */
  partial: boolean;
  outcome: Outcome;
  method: string;
  url: string;
  path: string;
  query: string;
  /** Undefined for traces without HTTP. */
  status: number | undefined;
  user: string;
  /** Words for what failed; empty for ok. */
  cause: string;
  summary: TraceSummary;
}

export function toTraceRow(summary: TraceSummary): TraceRow {
  const { Http: http } = summary;
  const outcome = outcomeOf({
    fault: summary.HasFault,
    throttle: summary.HasThrottle && summary.HasError,
    error: summary.HasError,
  });
  const entry = summary.EntryPoint?.Name ?? summary.ServiceIds[0]?.Name ?? summary.Id;
  const { path, query } =
    http.HttpURL === undefined ? { path: entry, query: "" } : requestWords(http.HttpURL);
  return {
    id: summary.Id,
    revision: summary.Revision,
    startSec: summary.StartTime,
    responseSec: summary.ResponseTime ?? summary.Duration,
    partial: summary.IsPartial,
    outcome,
    method: http.HttpMethod ?? "",
    url: http.HttpURL ?? "",
    path,
    query,
    status: http.HttpStatus,
    user: summary.Users[0]?.UserName ?? "",
    cause: outcome === "ok" ? "" : causeWords(summary, outcome),
    summary,
  };
}

/** The exception that began the failure, or the word for the outcome where none was recorded. */
function causeWords(summary: TraceSummary, outcome: Outcome): string {
  const exception =
    firstException(summary.FaultRootCauses)?.words ?? firstException(summary.ErrorRootCauses)?.words ?? "";
  if (exception !== "") return exception;
  if (outcome === "throttle") return "rate limit";
  const culprit = lastEntityName(summary.FaultRootCauses) ?? lastEntityName(summary.ErrorRootCauses);
  if (culprit !== undefined && culprit !== summary.EntryPoint?.Name) return culprit;
  return summary.Http.HttpStatus === undefined ? outcome : `answered ${summary.Http.HttpStatus}`;
}

export interface CauseException {
  name: string;
  message: string;
  /** Short words for name and message. */
  words: string;
}

/** The exception nearest to where the first root cause began; an inferred service at the end of the path has none. */
export function firstException(causes: readonly FaultRootCause[] | undefined): CauseException | undefined {
  const path = causes?.[0]?.Services.flatMap((service) => service.EntityPath) ?? [];
  const exception = path.findLast((entity) => entity.Exceptions.length > 0)?.Exceptions[0];
  if (exception === undefined) return undefined;
  const { Name: name = "", Message: message = "" } = exception;
  return { name, message, words: exceptionWords(name, message) };
}

/**
 * `error` `deadlock detected` → `deadlock detected`; `TypeError` `Cannot read properties of undefined (reading
 * 'handle')` → `TypeError: reading 'handle'`. Names of classes that every error has say nothing.
 */
export function exceptionWords(name: string, message: string): string {
  const reading = /^Cannot (?:read|set) propert(?:y|ies) of \w+ \((.+)\)$/.exec(message)?.[1];
  const text = (reading ?? message).split("\n", 1)[0] ?? "";
  if (text === "") return name;
  return name === "" || /^(?:error|exception|databaseerror)$/i.test(name) ? text : `${name}: ${text}`;
}

function lastEntityName(causes: readonly FaultRootCause[] | undefined): string | undefined {
  return causes?.[0]?.Services.at(-1)?.EntityPath.at(-1)?.Name;
}

/** The step that took most of a slow response, by the summary, with the type of its service. */
export function slowestEntity(
  causes: readonly ResponseTimeRootCause[] | undefined,
): { name: string; type: string | undefined } | undefined {
  const service = causes?.[0]?.Services.at(-1);
  const entity = service?.EntityPath.at(-1);
  return service === undefined || entity === undefined
    ? undefined
    : { name: entity.Name, type: service.Type };
}

/** `wait for a connection` → `connection wait`; other steps keep their names. */
export function stepWords(name: string): string {
  return name.replace(/^wait(?:ing)? for (?:an? |the )?(.+)$/, "$1 wait");
}
