import { insightId } from "../control-shapes.ts";
import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { required, structure } from "../shape.ts";

export const getInsight = defineOperation({
  name: "GetInsight",
  path: "/Insight",
  input: structure({ InsightId: required(insightId) }),
  handle() {
    throw invalidRequest("Insight not found");
  },
});
