import { resourceArn, tagList } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { required, structure } from "../model/shape.ts";
import { existingResource } from "../model/tagged-resource.ts";

/** Adds tags to a rule or a group, or replaces their values. */
export const tagResource = defineOperation({
  name: "TagResource",
  path: "/TagResource",
  input: structure({ ResourceARN: required(resourceArn), Tags: required(tagList) }),
  handle({ ResourceARN, Tags }, { settings }) {
    settings.tags.put(existingResource(ResourceARN, settings), Tags);
    return {};
  },
});
