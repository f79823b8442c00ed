import { isRawObject } from "../../protocol/raw-json.ts";
import type { AwsBlock, SegmentDocument } from "../../protocol/segment-document.ts";
import { platformOf } from "../to-segments/aws-resource.ts";
import { RESOURCE_PREFIX } from "../span-values.ts";
import { AttributeBag } from "./stored-span.ts";
import type { StoredAttributes } from "./stored-span.ts";

/** Blocks of `aws`, their members, and the attributes that these are. */
const PLACES: readonly [block: string, member: string, attribute: string][] = [
  ["ec2", "instance_id", "host.id"],
  ["ec2", "instance_size", "host.type"],
  ["ec2", "ami_id", "host.image.id"],
  ["ec2", "availability_zone", "cloud.availability_zone"],
  ["ecs", "container", "container.name"],
  ["ecs", "container_id", "container.id"],
  ["ecs", "container_arn", "aws.ecs.container.arn"],
  ["ecs", "cluster_arn", "aws.ecs.cluster.arn"],
  ["ecs", "task_arn", "aws.ecs.task.arn"],
  ["ecs", "task_family", "aws.ecs.task.family"],
  ["ecs", "launch_type", "aws.ecs.launchtype"],
  ["ecs", "availability_zone", "cloud.availability_zone"],
  ["eks", "cluster_name", "k8s.cluster.name"],
  ["eks", "pod", "k8s.pod.name"],
  ["eks", "container_id", "container.id"],
  ["elastic_beanstalk", "environment_name", "service.namespace"],
  ["elastic_beanstalk", "version_label", "service.version"],
  ["elastic_beanstalk", "deployment_id", "service.instance.id"],
  ["xray", "sdk", "telemetry.sdk.name"],
  ["xray", "sdk_version", "telemetry.sdk.version"],
];

/**
 * Attributes of the process that a segment and its subsegments come from; what an OpenTelemetry SDK told of it itself
 * comes first. Nothing is known below a subsegment whose segment never arrived.
 */
export function toStoredResource(segment: SegmentDocument | undefined): StoredAttributes {
  const bag = new AttributeBag();
  if (segment === undefined) return bag.toObject();
  bag.add(segment.name, "service.name");
  addPlace(bag, segment, segment.aws ?? {});
  const version = segment.service?.["version"];
  bag.add(typeof version === "string" ? version : undefined, "service.version");
  addOwn(bag, segment.metadata?.["default"]);
  return bag.toObject();
}

function addPlace(bag: AttributeBag, { origin, resource_arn }: SegmentDocument, aws: AwsBlock): void {
  const platform = platformOf(origin);
  const isOnAws = platform !== undefined || aws.account_id !== undefined || resource_arn !== undefined;
  if (isOnAws) bag.add("aws", "cloud.provider");
  bag.add(platform, "cloud.platform");
  bag.add(aws.account_id, "cloud.account.id");
  bag.add(resource_arn, "cloud.resource_id");
  for (const [block, member, attribute] of PLACES) {
    const members = aws[block];
    if (isRawObject(members)) bag.add(members[member], attribute);
  }
  addLogGroups(bag, aws["cloudwatch_logs"]);
}

function addLogGroups(bag: AttributeBag, groups: unknown): void {
  const known = Array.isArray(groups) ? groups.filter(isRawObject) : [];
  const textsOf = (member: string): string[] | undefined => {
    const texts = known.map((group) => group[member]).filter((text) => typeof text === "string");
    return texts.length > 0 ? texts : undefined;
  };
  bag.add(textsOf("log_group"), "aws.log.group.names");
  bag.add(textsOf("arn"), "aws.log.group.arns");
}

function addOwn(bag: AttributeBag, defaults: unknown): void {
  if (!isRawObject(defaults)) return;
  for (const [key, value] of Object.entries(defaults)) {
    if (key.startsWith(RESOURCE_PREFIX)) bag.add(value, key.slice(RESOURCE_PREFIX.length));
  }
}
