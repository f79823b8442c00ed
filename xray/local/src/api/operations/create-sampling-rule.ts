import { ruleAttributes, ruleFields, ruleName, samplingRateBoost, tagList } from "../model/control-shapes.ts";
import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { integer, number, required, string, structure } from "../model/shape.ts";

const samplingRule = structure({
  RuleName: ruleName,
  RuleARN: string(),
  ResourceARN: required(ruleFields.ResourceARN),
  Priority: required(integer({ min: 1, max: 9999 })),
  FixedRate: required(number({ min: 0, max: 1 })),
  ReservoirSize: required(integer({ min: 0 })),
  ServiceName: required(ruleFields.ServiceName),
  ServiceType: required(ruleFields.ServiceType),
  Host: required(ruleFields.Host),
  HTTPMethod: required(ruleFields.HTTPMethod),
  URLPath: required(ruleFields.URLPath),
  Version: required(integer({ min: 1 })),
  Attributes: ruleAttributes,
  SamplingRateBoost: samplingRateBoost,
});

/** Adds a rule. The server makes its ARN, so a rule with an ARN is rejected. */
export const createSamplingRule = defineOperation({
  name: "CreateSamplingRule",
  path: "/CreateSamplingRule",
  input: structure({ SamplingRule: required(samplingRule), Tags: tagList }),
  handle({ SamplingRule, Tags = [] }, { settings }) {
    const { RuleName, RuleARN, Attributes = {}, ...rule } = SamplingRule;
    if (RuleARN !== undefined) throw invalidRequest("Specify a rule by either name or ARN, but not both.");
    if (RuleName === undefined) throw invalidRequest("RuleName is required");
    return { SamplingRuleRecord: settings.rules.create({ ...rule, RuleName, Attributes }, Tags) };
  },
});
