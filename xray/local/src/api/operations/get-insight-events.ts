import { describeMoment } from "../../insights/describe-insight.ts";
import type { InsightMoment } from "../../insights/find-insights.ts";
import { insightId } from "../model/control-shapes.ts";
import { findInsight, toApiImpact } from "../insights/group-insights.ts";
import { pageOf } from "../model/offset-token.ts";
import { defineOperation } from "../model/operation.ts";
import { integer, required, string, structure } from "../model/shape.ts";

const PAGE_SIZE = 50;

/** Answers the state of the insight after each of its minutes, latest first. */
export const getInsightEvents = defineOperation({
  name: "GetInsightEvents",
  path: "/InsightEvents",
  input: structure({
    InsightId: required(insightId),
    MaxResults: integer({ min: 1, max: PAGE_SIZE }),
    NextToken: string({ min: 1, max: 2000 }),
  }),
  async handle({ InsightId, MaxResults = PAGE_SIZE, NextToken }, context) {
    const { moments } = await findInsight(InsightId, context);
    const { page, ...next } = pageOf(moments.toReversed(), MaxResults, NextToken);
    return { InsightEvents: page.map(toApiEvent), ...next };
  },
});

function toApiEvent({ atSec, clients, rootCause, topServices }: InsightMoment): object {
  return {
    Summary: describeMoment(rootCause),
    EventTime: atSec,
    ClientRequestImpactStatistics: toApiImpact(clients),
    RootCauseServiceRequestImpactStatistics: toApiImpact(rootCause),
    TopAnomalousServices: topServices.map((ServiceId) => ({ ServiceId })),
  };
}
