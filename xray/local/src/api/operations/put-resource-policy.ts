import { policyName } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { boolean, required, string, structure } from "../model/shape.ts";

/** Creates or replaces a policy; each change has the next revision. */
export const putResourcePolicy = defineOperation({
  name: "PutResourcePolicy",
  path: "/PutResourcePolicy",
  input: structure({
    PolicyName: required(policyName),
    PolicyDocument: required(string()),
    PolicyRevisionId: string(),
    BypassPolicyLockoutCheck: boolean(),
  }),
  handle(change, { settings }) {
    return { ResourcePolicy: settings.policies.put(change) };
  },
});
