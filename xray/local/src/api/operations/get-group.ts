import { groupReference, toApiGroup } from "../model/control-shapes.ts";
import { invalidRequest } from "../model/errors.ts";
import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";

/** Terraform considers a group deleted when the message has "Group not found" (provider, `xray/group.go`). */
export const getGroup = defineOperation({
  name: "GetGroup",
  path: "/GetGroup",
  input: structure(groupReference),
  handle(reference, { settings }) {
    const group = settings.groups.find(reference);
    if (!group) throw invalidRequest("Group not found");
    return { Group: toApiGroup(group) };
  },
});
