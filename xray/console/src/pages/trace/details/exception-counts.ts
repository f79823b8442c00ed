import { quoteString } from "xray-local/filter/format-filter.ts";
import type { FaultRootCause, TraceSummary } from "xray-local/protocol/api-types.ts";
import type { ExceptionRecord } from "xray-local/protocol/segment-document.ts";

/** How many traces of the list have an exception as a root cause, with the filter that finds them. */
export interface ExceptionCount {
  count: number;
  of: number;
  condition: string;
  /** When they began, and the first and the last trace of the list; epoch seconds. */
  atSec: readonly number[];
  fromSec: number;
  toSec: number;
}

export function countException(
  summaries: readonly TraceSummary[],
  exception: ExceptionRecord,
): ExceptionCount | undefined {
  const { message, type } = exception;
  if (message === undefined && type === undefined) return undefined;
  const kinds = [
    { word: "fault", causesOf: (summary: TraceSummary) => summary.FaultRootCauses },
    { word: "error", causesOf: (summary: TraceSummary) => summary.ErrorRootCauses },
  ];
  for (const { word, causesOf } of kinds) {
    const found = summaries.filter((summary) => hasException(causesOf(summary), exception));
    if (found.length === 0) continue;
    const parts = [
      type === undefined ? "" : `name = ${quoteString(type)}`,
      message === undefined ? "" : `message = ${quoteString(message)}`,
    ];
    const condition = `rootcause.${word}.exception { ${parts.filter(Boolean).join(" AND ")} }`;
    const starts = summaries.map((summary) => summary.StartTime);
    return {
      count: found.length,
      of: summaries.length,
      condition,
      atSec: found.map((summary) => summary.StartTime),
      fromSec: Math.min(...starts),
      toSec: Math.max(...starts),
    };
  }
  return undefined;
}

function hasException(causes: readonly FaultRootCause[], { message, type }: ExceptionRecord): boolean {
  return causes.some((cause) =>
    cause.Services.some((service) =>
      service.EntityPath.some((entity) =>
        entity.Exceptions.some(
          (exception) =>
            (message === undefined || exception.Message === message) &&
            (type === undefined || exception.Name === type),
        ),
      ),
    ),
  );
}
