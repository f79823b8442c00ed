import { resourceArn, tagList } from "../control-shapes.ts";
import { defineOperation } from "../operation.ts";
import { required, structure } from "../shape.ts";
import { existingResource } from "../tagged-resource.ts";

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
