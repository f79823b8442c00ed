import { serviceKey } from "../../model/trace-topology.ts";
import type { Service } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { createServiceGraph } from "../../trace/graph/service-graph.ts";
import { insightId, rejectToken } from "../model/control-shapes.ts";
import { invalidRequest } from "../model/errors.ts";
import { findInsight } from "../insights/group-insights.ts";
import { checkInsightWindow } from "../insights/insight-window.ts";
import { defineOperation } from "../model/operation.ts";
import { scanTraces } from "../scan-traces.ts";
import { required, string, structure, timestamp } from "../model/shape.ts";

/** Model, GetInsightImpactGraph. */
const MAX_RANGE_SEC = 6 * 3_600;

/** Answers, without figures, the services and calls of the traces whose fault began at the insight's root cause. One page. */
export const getInsightImpactGraph = defineOperation({
  name: "GetInsightImpactGraph",
  path: "/InsightImpactGraph",
  input: structure({
    InsightId: required(insightId),
    StartTime: required(timestamp()),
    EndTime: required(timestamp()),
    NextToken: string({ min: 1, max: 2000 }),
  }),
  async handle({ InsightId, StartTime, EndTime, NextToken }, context) {
    checkInsightWindow(StartTime, EndTime, context.nowMs() / 1_000);
    if (EndTime - StartTime > MAX_RANGE_SEC) throw invalidRequest("Time range cannot be longer than 6 hours");
    rejectToken(NextToken);
    const insight = await findInsight(InsightId, context);
    const rootCause = serviceKey(insight.rootCause);
    const filter = context.filters.compile(insight.group.FilterExpression);
    const graph = createServiceGraph();
    await scanTraces(context, { startSec: StartTime, endSec: EndTime }, (facts) => {
      if (beganAt(rootCause, facts) && (!filter || filter(facts))) graph.add(facts);
      return true;
    });
    return {
      InsightId: insight.id,
      StartTime,
      EndTime,
      ServiceGraphStartTime: StartTime,
      ServiceGraphEndTime: EndTime,
      Services: graph.services().map(toStructure),
    };
  },
});

function beganAt(key: string, { fault, faultRootCauses }: TraceFacts): boolean {
  return (
    fault &&
    faultRootCauses.some(({ Services }) => {
      const last = Services.at(-1);
      return last !== undefined && serviceKey(last) === key;
    })
  );
}

function toStructure({ ReferenceId, Name, Names, Type, AccountId, Edges }: Service): object {
  return {
    ReferenceId,
    Name,
    Names,
    ...(Type !== undefined && { Type }),
    ...(AccountId !== undefined && { AccountId }),
    Edges: Edges.map((edge) => ({ ReferenceId: edge.ReferenceId })),
  };
}
