import { rejectToken, resourceArn } from "../model/control-shapes.ts";
import { defineOperation } from "../model/operation.ts";
import { required, string, structure } from "../model/shape.ts";
import { existingResource } from "../model/tagged-resource.ts";

/** Answers the tags of a rule or a group in one page: there are at most 50. */
export const listTagsForResource = defineOperation({
  name: "ListTagsForResource",
  path: "/ListTagsForResource",
  input: structure({ ResourceARN: required(resourceArn), NextToken: string() }),
  handle({ ResourceARN, NextToken }, { settings }) {
    rejectToken(NextToken);
    return { Tags: settings.tags.list(existingResource(ResourceARN, settings)) };
  },
});
