import { rejectToken } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** Answers the only rule there is, named `Default`. */
export const getIndexingRules = defineOperation({
  name: "GetIndexingRules",
  path: "/GetIndexingRules",
  input: structure({ NextToken: string() }),
  handle({ NextToken }, { settings }) {
    rejectToken(NextToken);
    return { IndexingRules: [settings.account.indexingRule()] };
  },
});
