import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** Answers the rule that was; its tags go with it. */
export const deleteSamplingRule = defineOperation({
  name: "DeleteSamplingRule",
  path: "/DeleteSamplingRule",
  input: structure({ RuleName: string(), RuleARN: string() }),
  handle(reference, { settings }) {
    return { SamplingRuleRecord: settings.rules.delete(reference) };
  },
});
