import { groupReference, toApiGroup } from "../control-shapes.ts";
import { invalidRequest } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { structure } from "../shape.ts";

/** Terraform takes a group for deleted when the message has "Group not found" (provider, `xray/group.go`). */
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
