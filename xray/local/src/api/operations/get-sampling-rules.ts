import { rejectToken } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** All rules in one page, since the Node SDK reads no other; with `Attributes`, without which it drops a rule. */
export const getSamplingRules = defineOperation({
  name: "GetSamplingRules",
  path: "/GetSamplingRules",
  input: structure({ NextToken: string() }),
  handle({ NextToken }, { settings }) {
    rejectToken(NextToken);
    return { SamplingRuleRecords: settings.rules.list() };
  },
});
