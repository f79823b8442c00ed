import { createHash } from "node:crypto";
import { serviceKey } from "../../model/trace-topology.ts";
import { findInsights } from "../../insights/find-insights.ts";
import type { Impact, Insight } from "../../insights/find-insights.ts";
import { describeInsight } from "../../insights/describe-insight.ts";
import type { TraceGroup } from "../../settings/group-settings.ts";
import type { ApiContext } from "../context.ts";
import { invalidRequest } from "../model/errors.ts";
import { MAX_INSIGHT_AGE_SEC } from "./insight-window.ts";

export interface GroupInsight extends Insight {
  id: string;
  group: TraceGroup;
}

/**
 * The insights of a group in the last 30 days, found again for each request; none when the group does not have them
 * enabled, as on AWS. They depend on the traces alone, so their ids do not change.
 */
export async function insightsOf(group: TraceGroup, context: ApiContext): Promise<readonly GroupInsight[]> {
  if (!group.InsightsConfiguration.InsightsEnabled) return [];
  const nowSec = context.nowMs() / 1_000;
  const { filter } = context.filters.ofGroup({ GroupARN: group.GroupARN });
  // Clients' clocks may be a little ahead.
  const range = { startSec: nowSec - MAX_INSIGHT_AGE_SEC, endSec: nowSec + 60 };
  const minutes = await context.faultMinutes.minutes({ ...range, filter }, context.signal);
  return findInsights(minutes, nowSec).map((insight) =>
    Object.assign({}, insight, { group, id: insightIdOf(group, insight) }),
  );
}

/** Throws InvalidRequestException for an unknown id. */
export async function findInsight(id: string, context: ApiContext): Promise<GroupInsight> {
  for (const group of context.settings.groups.all()) {
    const insights = await insightsOf(group, context);
    const insight = insights.find((each) => each.id === id.toLowerCase());
    if (insight) return insight;
  }
  throw invalidRequest("Insight not found");
}

/** In the form of a UUID of version 5: an insight has the same id whenever it is found. */
function insightIdOf({ GroupARN }: TraceGroup, { rootCause, startSec }: Insight): string {
  const hash = createHash("sha1")
    .update(`${GroupARN}\n${serviceKey(rootCause)}\n${startSec}`)
    .digest("hex");
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`];
  return [...parts, hash.slice(20, 32)].join("-");
}

/** An insight in the form that GetInsight and GetInsightSummaries share. */
export function toApiInsight(insight: GroupInsight): object {
  const { id, group, rootCause, isActive, startSec, endSec, moments } = insight;
  const { clients, rootCause: atRootCause, topServices } = moments.at(-1) ?? moments[0];
  return {
    InsightId: id,
    GroupARN: group.GroupARN,
    GroupName: group.GroupName,
    RootCauseServiceId: rootCause,
    Categories: ["FAULT"],
    State: isActive ? "ACTIVE" : "CLOSED",
    StartTime: startSec,
    ...(!isActive && { EndTime: endSec }),
    Summary: describeInsight(insight),
    ClientRequestImpactStatistics: toApiImpact(clients),
    RootCauseServiceRequestImpactStatistics: toApiImpact(atRootCause),
    TopAnomalousServices: topServices.map((ServiceId) => ({ ServiceId })),
  };
}

export function toApiImpact({ faults, total }: Impact): object {
  return { FaultCount: faults, OkCount: total - faults, TotalCount: total };
}
