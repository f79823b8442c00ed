import { policyName } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { required, string, structure } from "../model/shape.ts";

export const deleteResourcePolicy = defineOperation({
  name: "DeleteResourcePolicy",
  path: "/DeleteResourcePolicy",
  input: structure({ PolicyName: required(policyName), PolicyRevisionId: string() }),
  handle({ PolicyName, PolicyRevisionId }, { settings }) {
    settings.policies.delete(PolicyName, PolicyRevisionId);
    return {};
  },
});
