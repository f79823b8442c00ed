import { groupReference } from "../control-shapes.ts";
import { defineOperation } from "../operation.ts";
import { structure } from "../shape.ts";

/** The traces stay; the group's tags go with it. */
export const deleteGroup = defineOperation({
  name: "DeleteGroup",
  path: "/DeleteGroup",
  input: structure(groupReference),
  handle(reference, { settings }) {
    settings.groups.delete(reference);
    return {};
  },
});
