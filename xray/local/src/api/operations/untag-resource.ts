import { resourceArn } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { list, required, string, structure } from "../model/shape.ts";
import { existingResource } from "../model/tagged-resource.ts";

/** Removes tags from a rule or a group; unknown keys are not an error. */
export const untagResource = defineOperation({
  name: "UntagResource",
  path: "/UntagResource",
  input: structure({
    ResourceARN: required(resourceArn),
    TagKeys: required(list(string({ min: 1, max: 128 }), { max: 200 })),
  }),
  handle({ ResourceARN, TagKeys }, { settings }) {
    settings.tags.remove(existingResource(ResourceARN, settings), TagKeys);
    return {};
  },
});
