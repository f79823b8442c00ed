import { insightId } from "../control-shapes.ts";
import { invalidRequest } from "../errors.ts";
import { checkInsightWindow } from "../insight-window.ts";
import { defineOperation } from "../operation.ts";
import { required, string, structure, timestamp } from "../shape.ts";

/** Model, GetInsightImpactGraph. */
const MAX_RANGE_SEC = 6 * 3_600;

export const getInsightImpactGraph = defineOperation({
  name: "GetInsightImpactGraph",
  path: "/InsightImpactGraph",
  input: structure({
    InsightId: required(insightId),
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
    NextToken: string({ min: 1, max: 2000 }),
  }),
  handle({ StartTime, EndTime }, context) {
    checkInsightWindow(StartTime, EndTime, context.nowMs() / 1_000);
    if (EndTime - StartTime > MAX_RANGE_SEC) throw invalidRequest("Time range cannot be longer than 6 hours");
    throw invalidRequest("Insight not found");
  },
});
