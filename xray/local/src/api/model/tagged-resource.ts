import type { Settings } from "../../settings/settings.ts";
import type { TaggedResource } from "../../settings/tag-settings.ts";
import { resourceNotFound } from "./errors.ts";

/** The rule or group that an ARN names. Throws ResourceNotFoundException. */
export function existingResource(arn: string, settings: Settings): TaggedResource {
  const resource = settings.findResource(arn);
  if (!resource) throw resourceNotFound("There is no sampling rule and no group with this ARN", arn);
  return resource;
}
