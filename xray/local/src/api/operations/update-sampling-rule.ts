import { ruleAttributes, ruleFields, ruleName, samplingRateBoost } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { integer, number, required, string, structure } from "../model/shape.ts";

/** Changes the given members. The model has no ranges here; the settings check the result. */
export const updateSamplingRule = defineOperation({
  name: "UpdateSamplingRule",
  path: "/UpdateSamplingRule",
  input: structure({
    SamplingRuleUpdate: required(
      structure({
        RuleName: ruleName,
        RuleARN: string(),
        ...ruleFields,
        Priority: integer(),
        FixedRate: number(),
        ReservoirSize: integer(),
        Attributes: ruleAttributes,
        SamplingRateBoost: samplingRateBoost,
      }),
    ),
  }),
  handle({ SamplingRuleUpdate: { RuleName, RuleARN, ...changes } }, { settings }) {
    const reference = {
      ...(RuleName !== undefined && { RuleName }),
      ...(RuleARN !== undefined && { RuleARN }),
    };
    return { SamplingRuleRecord: settings.rules.update(reference, changes) };
  },
});
