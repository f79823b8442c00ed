import { groupReference } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";

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
