import { rejectToken } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** Answers all policies in one page: there are at most five, and the model calls the token unsupported. */
export const listResourcePolicies = defineOperation({
  name: "ListResourcePolicies",
  path: "/ListResourcePolicies",
  input: structure({ NextToken: string({ min: 1, max: 100 }) }),
  handle({ NextToken }, { settings }) {
    rejectToken(NextToken);
    return { ResourcePolicies: settings.policies.list() };
  },
});
