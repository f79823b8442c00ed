import { refuseToken, resourceArn } from "../control-shapes.ts";
import { defineOperation } from "../operation.ts";
import { required, string, structure } from "../shape.ts";
import { existingResource } from "../tagged-resource.ts";

/** The tags of a rule or a group in one page, since there are 50 at most. */
export const listTagsForResource = defineOperation({
  name: "ListTagsForResource",
  path: "/ListTagsForResource",
  input: structure({ ResourceARN: required(resourceArn), NextToken: string() }),
  handle({ ResourceARN, NextToken }, { settings }) {
    refuseToken(NextToken);
    return { Tags: settings.tags.list(existingResource(ResourceARN, settings)) };
  },
});
