import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** Deletes a rule and its tags, and answers with the rule. */
export const deleteSamplingRule = defineOperation({
  name: "DeleteSamplingRule",
  path: "/DeleteSamplingRule",
  input: structure({ RuleName: string(), RuleARN: string() }),
  handle(reference, { settings }) {
    return { SamplingRuleRecord: settings.rules.delete(reference) };
  },
});
