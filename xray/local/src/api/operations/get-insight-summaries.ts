import { groupReference } from "../control-shapes.ts";
import { invalidRequest } from "../errors.ts";
import { checkInsightWindow } from "../insight-window.ts";
import { defineOperation } from "../operation.ts";
import { integer, list, oneOf, required, string, structure, timestamp } from "../shape.ts";

/** The insights of a group. None are found yet, so the list is empty, as on AWS for a group without insights. */
export const getInsightSummaries = defineOperation({
  name: "GetInsightSummaries",
  path: "/InsightSummaries",
  input: structure({
    States: list(oneOf("ACTIVE", "CLOSED"), { max: 1 }),
    ...groupReference,
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
    MaxResults: integer({ min: 1, max: 100 }),
    NextToken: string({ min: 1, max: 2000 }),
  }),
  handle({ GroupName, GroupARN, StartTime, EndTime }, context) {
    checkInsightWindow(StartTime, EndTime, context.nowMs() / 1_000);
    const reference = {
      ...(GroupName !== undefined && { GroupName }),
      ...(GroupARN !== undefined && { GroupARN }),
    };
    if (!context.settings.groups.find(reference)) throw invalidRequest("Group not found");
    return { InsightSummaries: [] };
  },
});
