import { RESOURCE } from "../attribute-names.ts";
import { originOfPlatform, RESOURCE_PLACES } from "../resource-places.ts";
import type { PlaceBlock } from "../resource-places.ts";
import type { AwsBlock } from "../../protocol/segment-document.ts";
import { textOf } from "./attribute-taker.ts";
import type { AttributeValue, Attributes } from "../span.ts";

/** The type of the service's node; undefined outside AWS. */
export function originOf(resource: Attributes): string | undefined {
  const platform = textOf(resource, ...RESOURCE.platform);
  if (!isAws(resource) || platform === undefined) return undefined;
  return originOfPlatform(platform, textOf(resource, ...RESOURCE.ecsLaunchType));
}

export function accountOf(resource: Attributes): string | undefined {
  return isAws(resource) ? textOf(resource, ...RESOURCE.account) : undefined;
}

/** Where a service runs, and which SDK traced it. Source: AWS's exporter, translator/aws.go. */
export function toAwsResource(resource: Attributes): AwsBlock {
  const xray = toXray(resource);
  if (!isAws(resource)) return { xray };
  return withoutAbsent({
    account_id: accountOf(resource),
    ec2: toEc2(resource),
    ecs: toEcs(resource),
    elastic_beanstalk: toBeanstalk(resource),
    eks: toEks(resource),
    cloudwatch_logs: toLogGroups(resource),
    xray,
  });
}

/** A resource that names no provider may be on AWS too. */
function isAws(resource: Attributes): boolean {
  return (textOf(resource, ...RESOURCE.provider) ?? "aws") === "aws";
}

function toXray(resource: Attributes): Record<string, unknown> {
  const name = textOf(resource, ...RESOURCE.sdkName);
  const language = textOf(resource, ...RESOURCE.sdkLanguage);
  return withoutAbsent({
    sdk: name !== undefined && language !== undefined ? `${name} for ${language}` : name,
    sdk_version: textOf(resource, ...RESOURCE.sdkVersion),
    auto_instrumentation: textOf(resource, ...RESOURCE.distributionVersion) !== undefined,
  });
}

/** Detectors give every machine a `host.id`; only those of EC2 look like `i-0123456789abcdef0`. */
function toEc2(resource: Attributes): Record<string, unknown> | undefined {
  const isInstance = textOf(resource, ...RESOURCE.hostId)?.startsWith("i-") === true;
  return isOn("aws_ec2", resource) || isInstance ? toPlace("ec2", resource) : undefined;
}

function toEcs(resource: Attributes): Record<string, unknown> | undefined {
  return isOn("aws_ecs", resource) ? toPlace("ecs", resource) : undefined;
}

function toBeanstalk(resource: Attributes): Record<string, unknown> | undefined {
  const deployment = textOf(resource, ...RESOURCE.instance);
  if (!isOn("aws_elastic_beanstalk", resource) || deployment === undefined) return undefined;
  const id = /^\d+$/.test(deployment) ? Number(deployment) : 0;
  return { ...toPlace("elastic_beanstalk", resource), deployment_id: id };
}

function toEks(resource: Attributes): Record<string, unknown> | undefined {
  const isInCluster = textOf(resource, ...RESOURCE.cluster) !== undefined;
  return isOn("aws_eks", resource) || isInCluster ? toPlace("eks", resource) : undefined;
}

function isOn(platform: string, resource: Attributes): boolean {
  return textOf(resource, ...RESOURCE.platform) === platform;
}

function toPlace(block: PlaceBlock, resource: Attributes): Record<string, unknown> {
  const members = Object.entries(RESOURCE_PLACES[block]);
  return withoutAbsent(
    Object.fromEntries(members.map(([member, names]) => [member, textOf(resource, ...names)])),
  );
}

/** Names may be in ARNs: `arn:aws:logs:us-east-1:123456789012:log-group:backend-flask:*`. */
function toLogGroups(resource: Attributes): Record<string, unknown>[] | undefined {
  const arns = toTexts(resource.get(RESOURCE.logGroupArns[0]));
  const groups =
    arns.length > 0
      ? arns.map((arn) => ({ log_group: arn.split(":")[6] ?? arn, arn }))
      : toTexts(resource.get(RESOURCE.logGroups[0])).map((name) => ({ log_group: name }));
  return groups.length > 0 ? groups : undefined;
}

/** Reads a list, or texts joined by `&`, as in OTEL_RESOURCE_ATTRIBUTES. */
function toTexts(value: AttributeValue | undefined): string[] {
  const values = typeof value === "string" ? value.split("&") : Array.isArray(value) ? value : [];
  return values.filter((each): each is string => typeof each === "string" && each !== "");
}

function withoutAbsent(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
