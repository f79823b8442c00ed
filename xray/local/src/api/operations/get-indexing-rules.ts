import { refuseToken } from "../control-shapes.ts";
import { defineOperation } from "../operation.ts";
import { string, structure } from "../shape.ts";

/** There is one, named `Default`. */
export const getIndexingRules = defineOperation({
  name: "GetIndexingRules",
  path: "/GetIndexingRules",
  input: structure({ NextToken: string() }),
  handle({ NextToken }, { settings }) {
    refuseToken(NextToken);
    return { IndexingRules: [settings.account.indexingRule()] };
  },
});
