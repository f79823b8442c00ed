import { groupChanges, groupReference, tagList, toApiGroup } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { required, structure } from "../model/shape.ts";

/** Names a filter expression; one that cannot be parsed is rejected with the place of the error. */
export const createGroup = defineOperation({
  name: "CreateGroup",
  path: "/CreateGroup",
  input: structure({
    GroupName: required(groupReference.GroupName),
    ...groupChanges,
    Tags: tagList,
  }),
  handle({ Tags = [], ...group }, { settings, filters }) {
    filters.compile(group.FilterExpression);
    return { Group: toApiGroup(settings.groups.create(group, Tags)) };
  },
});
