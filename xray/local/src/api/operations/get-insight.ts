import { insightId } from "../model/control-shapes.ts";
import { findInsight, toApiInsight } from "../insights/group-insights.ts";
import { defineOperation } from "../model/operation.ts";
import { required, structure } from "../model/shape.ts";

export const getInsight = defineOperation({
  name: "GetInsight",
  path: "/Insight",
  input: structure({ InsightId: required(insightId) }),
  async handle({ InsightId }, context) {
    return { Insight: toApiInsight(await findInsight(InsightId, context)) };
  },
});
