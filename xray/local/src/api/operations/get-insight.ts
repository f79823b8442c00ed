import { insightId } from "../control-shapes.ts";
import { findInsight, toApiInsight } from "../group-insights.ts";
import { defineOperation } from "../operation.ts";
import { required, structure } from "../shape.ts";

export const getInsight = defineOperation({
  name: "GetInsight",
  path: "/Insight",
  input: structure({ InsightId: required(insightId) }),
  async handle({ InsightId }, context) {
    return { Insight: toApiInsight(await findInsight(InsightId, context)) };
  },
});
