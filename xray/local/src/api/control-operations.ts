import type { Operation } from "./model/operation.ts";
import { cancelTraceRetrieval } from "./operations/cancel-trace-retrieval.ts";
import { createGroup } from "./operations/create-group.ts";
import { createSamplingRule } from "./operations/create-sampling-rule.ts";
import { deleteGroup } from "./operations/delete-group.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { deleteSamplingRule } from "./operations/delete-sampling-rule.ts";
import { getEncryptionConfig } from "./operations/get-encryption-config.ts";
import { getGroup } from "./operations/get-group.ts";
import { getGroups } from "./operations/get-groups.ts";
import { getIndexingRules } from "./operations/get-indexing-rules.ts";
import { getInsight } from "./operations/get-insight.ts";
import { getInsightEvents } from "./operations/get-insight-events.ts";
import { getInsightImpactGraph } from "./operations/get-insight-impact-graph.ts";
import { getInsightSummaries } from "./operations/get-insight-summaries.ts";
import { getRetrievedTracesGraph } from "./operations/get-retrieved-traces-graph.ts";
import { getSamplingRules } from "./operations/get-sampling-rules.ts";
import { getSamplingStatisticSummaries } from "./operations/get-sampling-statistic-summaries.ts";
import { getSamplingTargets } from "./operations/get-sampling-targets.ts";
import { getTraceSegmentDestination } from "./operations/get-trace-segment-destination.ts";
import { listResourcePolicies } from "./operations/list-resource-policies.ts";
import { listRetrievedTraces } from "./operations/list-retrieved-traces.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { putEncryptionConfig } from "./operations/put-encryption-config.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { startTraceRetrieval } from "./operations/start-trace-retrieval.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateGroup } from "./operations/update-group.ts";
import { updateIndexingRule } from "./operations/update-indexing-rule.ts";
import { updateSamplingRule } from "./operations/update-sampling-rule.ts";
import { updateTraceSegmentDestination } from "./operations/update-trace-segment-destination.ts";

/** Operations on what is set up: rules, groups, tags, policies, the account, retrievals and insights. */
export const CONTROL_OPERATIONS: readonly Operation[] = [
  getSamplingRules,
  getSamplingTargets,
  getSamplingStatisticSummaries,
  createSamplingRule,
  updateSamplingRule,
  deleteSamplingRule,
  createGroup,
  getGroup,
  getGroups,
  updateGroup,
  deleteGroup,
  tagResource,
  untagResource,
  listTagsForResource,
  getEncryptionConfig,
  putEncryptionConfig,
  putResourcePolicy,
  listResourcePolicies,
  deleteResourcePolicy,
  getIndexingRules,
  updateIndexingRule,
  getTraceSegmentDestination,
  updateTraceSegmentDestination,
  startTraceRetrieval,
  listRetrievedTraces,
  getRetrievedTracesGraph,
  cancelTraceRetrieval,
  getInsight,
  getInsightSummaries,
  getInsightEvents,
  getInsightImpactGraph,
];
