import { insightId } from "../control-shapes.ts";
import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { integer, required, string, structure } from "../shape.ts";

export const getInsightEvents = defineOperation({
  name: "GetInsightEvents",
  path: "/InsightEvents",
  input: structure({
    InsightId: required(insightId),
    MaxResults: integer({ min: 1, max: 50 }),
    NextToken: string({ min: 1, max: 2000 }),
  }),
  handle() {
    throw invalidRequest("Insight not found");
  },
});
