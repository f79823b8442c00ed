import { rejectToken } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** Answers all rules in one page, the only one that the Node SDK reads, and with `Attributes`: it ignores rules without. */
export const getSamplingRules = defineOperation({
  name: "GetSamplingRules",
  path: "/GetSamplingRules",
  input: structure({ NextToken: string() }),
  handle({ NextToken }, { settings, sampling, isFromSdk }) {
    rejectToken(NextToken);
    if (isFromSdk) sampling.noteQuestion();
    return { SamplingRuleRecords: settings.rules.list() };
  },
});
