import { defineOperation } from "../operation.ts";
import { string, structure } from "../shape.ts";

/** Answers the rule that was; its tags go with it. */
export const deleteSamplingRule = defineOperation({
  name: "DeleteSamplingRule",
  path: "/DeleteSamplingRule",
  input: structure({ RuleName: string(), RuleARN: string() }),
  handle(reference, { settings }) {
    return { SamplingRuleRecord: settings.rules.delete(reference) };
  },
});
