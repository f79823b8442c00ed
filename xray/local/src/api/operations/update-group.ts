import { groupChanges, groupReference, toApiGroup } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { structure } from "../model/shape.ts";

/** Changes the members of a group that are given. */
export const updateGroup = defineOperation({
  name: "UpdateGroup",
  path: "/UpdateGroup",
  input: structure({ ...groupReference, ...groupChanges }),
  handle({ FilterExpression, InsightsConfiguration, ...reference }, { settings, filters }) {
    filters.compile(FilterExpression);
    const changes = {
      ...(FilterExpression !== undefined && { FilterExpression }),
      ...(InsightsConfiguration !== undefined && { InsightsConfiguration }),
    };
    return { Group: toApiGroup(settings.groups.update(reference, changes)) };
  },
});
