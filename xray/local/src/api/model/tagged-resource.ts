import type { Settings } from "../../settings/settings.ts";
import type { TaggedResource } from "../../settings/tag-settings.ts";
import { resourceNotFound } from "./errors.ts";

/** Finds the rule or group of an ARN. Throws ResourceNotFoundException. */
export function existingResource(arn: string, settings: Settings): TaggedResource {
  const resource = settings.findResource(arn);
  if (!resource) throw resourceNotFound("There is no sampling rule and no group with this ARN", arn);
  return resource;
}
