import { groupReference } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";

/** Deletes a group and its tags; the traces stay. */
export const deleteGroup = defineOperation({
  name: "DeleteGroup",
  path: "/DeleteGroup",
  input: structure(groupReference),
  handle(reference, { settings }) {
    settings.groups.delete(reference);
    return {};
  },
});
