import type { TraceSummary } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { summarizeTrace } from "../../trace/facts/summarize-trace.ts";
import type { ApiContext } from "../context.ts";
import { defineOperation } from "../model/operation.ts";
import { parsePageToken, toPageToken } from "../model/page-token.ts";
import { checkWindow, scanTraces } from "../scan-traces.ts";
import { boolean, oneOf, required, string, structure, timestamp } from "../model/shape.ts";
import type { Infer } from "../model/shape.ts";
import { samplerOf, samplingStrategy } from "../sampling/summary-sampling.ts";

/** AWS does not say how long its pages are. */
const PAGE_SIZE = 500;

const input = structure({
  StartTime: required(timestamp()),
  EndTime: required(timestamp()),
  TimeRangeType: oneOf("TraceId", "Event", "Service"),
  Sampling: boolean(),
  SamplingStrategy: samplingStrategy,
  FilterExpression: string(),
  NextToken: string(),
});

/**
 * Answers summaries of the traces in a half-open range that match a filter expression, newest first. A page ends when
 * it is full. `TracesProcessedCount` is how many traces were examined for this page, `ApproximateTime` where the page
 * begins. A range may be as long as what is stored: AWS documents no limit.
 */
export const getTraceSummaries = defineOperation({
  name: "GetTraceSummaries",
  path: "/TraceSummaries",
  input,
  handle: readPage,
});

async function readPage(query: Infer<typeof input>, context: ApiContext): Promise<object> {
  const { StartTime, EndTime, TimeRangeType, FilterExpression, NextToken } = query;
  checkWindow(StartTime, EndTime);
  const matches = context.filters.compile(FilterExpression);
  const isSampled = samplerOf(query);
  const after = NextToken === undefined ? {} : { after: parsePageToken(NextToken) };
  const summaries: TraceSummary[] = [];
  let processed = 0;
  let last: TraceFacts | undefined;
  let isFull = false;
  const range = { startSec: StartTime, endSec: EndTime, by: TimeRangeType ?? "TraceId", ...after };
  await scanTraces(context, range, (facts) => {
    if (summaries.length === PAGE_SIZE) {
      isFull = true;
      return false;
    }
    last = facts;
    if (!isSampled(facts)) return true;
    processed += 1;
    if (!matches || matches(facts)) summaries.push(summarizeTrace(facts));
    return true;
  });
  return {
    TraceSummaries: summaries,
    ApproximateTime: isFull && last ? last.startSec : StartTime,
    TracesProcessedCount: processed,
    ...(isFull && last ? { NextToken: toPageToken(last) } : {}),
  };
}
