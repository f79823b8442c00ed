import { isRawObject } from "../../protocol/raw-json.ts";
import type { AwsBlock, SegmentDocument } from "../../protocol/segment-document.ts";
import { RESOURCE, RESOURCE_PREFIX } from "../attribute-names.ts";
import { platformOfOrigin, RESOURCE_PLACES } from "../resource-places.ts";
import { AttributeBag } from "./stored-span.ts";
import type { StoredAttributes } from "./stored-span.ts";

/**
 * Attributes of the process of a segment and its subsegments. What an OpenTelemetry SDK sent about itself comes first.
 * Empty for a subsegment whose segment never arrived.
 */
export function toStoredResource(segment: SegmentDocument | undefined): StoredAttributes {
  const bag = new AttributeBag();
  if (segment === undefined) return bag.toObject();
  bag.add(segment.name, ...RESOURCE.service);
  addPlace(bag, segment, segment.aws ?? {});
  const version = segment.service?.["version"];
  bag.add(typeof version === "string" ? version : undefined, RESOURCE.version[0]);
  addOwn(bag, segment.metadata?.["default"]);
  return bag.toObject();
}

function addPlace(bag: AttributeBag, { origin, resource_arn }: SegmentDocument, aws: AwsBlock): void {
  const platform = platformOfOrigin(origin);
  const isOnAws = platform !== undefined || aws.account_id !== undefined || resource_arn !== undefined;
  if (isOnAws) bag.add("aws", ...RESOURCE.provider);
  bag.add(platform, ...RESOURCE.platform);
  bag.add(aws.account_id, ...RESOURCE.account);
  bag.add(resource_arn, ...RESOURCE.cloudResource);
  for (const [block, members] of Object.entries(RESOURCE_PLACES)) addMembers(bag, aws[block], members);
  addMembers(bag, aws.xray, SDK);
  addLogGroups(bag, aws["cloudwatch_logs"]);
}

/** Members of `aws.xray`: the SDK that traced the service. */
const SDK = { sdk: RESOURCE.sdkName, sdk_version: RESOURCE.sdkVersion };

function addMembers(
  bag: AttributeBag,
  block: unknown,
  members: Readonly<Record<string, readonly [string, ...string[]]>>,
): void {
  if (!isRawObject(block)) return;
  for (const [member, [name]] of Object.entries(members)) bag.add(block[member], name);
}

function addLogGroups(bag: AttributeBag, groups: unknown): void {
  const known = Array.isArray(groups) ? groups.filter(isRawObject) : [];
  const textsOf = (member: string): string[] | undefined => {
    const texts = known.map((group) => group[member]).filter((text) => typeof text === "string");
    return texts.length > 0 ? texts : undefined;
  };
  bag.add(textsOf("log_group"), ...RESOURCE.logGroups);
  bag.add(textsOf("arn"), ...RESOURCE.logGroupArns);
}

function addOwn(bag: AttributeBag, defaults: unknown): void {
  if (!isRawObject(defaults)) return;
  for (const [key, value] of Object.entries(defaults)) {
    if (key.startsWith(RESOURCE_PREFIX)) bag.add(value, key.slice(RESOURCE_PREFIX.length));
  }
}
