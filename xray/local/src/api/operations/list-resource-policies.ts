import { rejectToken } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { string, structure } from "../model/shape.ts";

/** All in one page: there are five at most, and the model documents the token as not supported. */
export const listResourcePolicies = defineOperation({
  name: "ListResourcePolicies",
  path: "/ListResourcePolicies",
  input: structure({ NextToken: string({ min: 1, max: 100 }) }),
  handle({ NextToken }, { settings }) {
    rejectToken(NextToken);
    return { ResourcePolicies: settings.policies.list() };
  },
});
