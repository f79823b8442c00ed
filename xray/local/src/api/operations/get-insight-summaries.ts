import { groupReference } from "../model/control-shapes.ts";
import { invalidRequest } from "../model/errors.ts";
import { insightsOf, toApiInsight } from "../insights/group-insights.ts";
import type { GroupInsight } from "../insights/group-insights.ts";
import { checkInsightWindow } from "../insights/insight-window.ts";
import { pageOf } from "../model/offset-token.ts";
import { defineOperation } from "../model/operation.ts";
import { integer, list, oneOf, required, string, structure, timestamp } from "../model/shape.ts";

const PAGE_SIZE = 100;

/** Answers a group's insights that overlap the range; none when the group does not have them enabled. */
export const getInsightSummaries = defineOperation({
  name: "GetInsightSummaries",
  path: "/InsightSummaries",
  input: structure({
    States: list(oneOf("ACTIVE", "CLOSED"), { max: 1 }),
    ...groupReference,
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
    MaxResults: integer({ min: 1, max: PAGE_SIZE }),
    NextToken: string({ min: 1, max: 2000 }),
  }),
  async handle(input, context) {
    const { GroupName, GroupARN, States = [], StartTime, EndTime, MaxResults = PAGE_SIZE, NextToken } = input;
    checkInsightWindow(StartTime, EndTime, context.nowMs() / 1_000);
    const group = context.settings.groups.find({
      ...(GroupName !== undefined && { GroupName }),
      ...(GroupARN !== undefined && { GroupARN }),
    });
    if (!group) throw invalidRequest("Group not found");
    const isWanted = ({ isActive, startSec, endSec }: GroupInsight): boolean =>
      startSec < EndTime &&
      endSec > StartTime &&
      (States.length === 0 || States.includes(isActive ? "ACTIVE" : "CLOSED"));
    const insights = (await insightsOf(group, context)).filter(isWanted);
    const { page, ...next } = pageOf(insights, MaxResults, NextToken);
    return {
      InsightSummaries: page.map((insight) =>
        Object.assign(toApiInsight(insight), { LastUpdateTime: insight.endSec }),
      ),
      ...next,
    };
  },
});
