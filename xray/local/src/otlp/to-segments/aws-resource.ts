import type { AwsBlock } from "../../protocol/segment-document.ts";
import { textOf } from "./attribute-taker.ts";
import type { AttributeValue, Attributes } from "../span.ts";

/** By `cloud.platform`. Source: AWS's exporter, translator/segment.go. */
const ORIGINS: Readonly<Record<string, string>> = {
  aws_app_runner: "AWS::AppRunner::Service",
  aws_eks: "AWS::EKS::Container",
  aws_elastic_beanstalk: "AWS::ElasticBeanstalk::Environment",
  aws_ecs: "AWS::ECS::Container",
  aws_ec2: "AWS::EC2::Instance",
};
const ECS_ORIGINS: Readonly<Record<string, string>> = { ec2: "AWS::ECS::EC2", fargate: "AWS::ECS::Fargate" };

/** The type of the service's node; undefined outside AWS. */
export function originOf(resource: Attributes): string | undefined {
  if (!isAws(resource)) return undefined;
  const platform = textOf(resource, "cloud.platform") ?? "";
  const launch = textOf(resource, "aws.ecs.launchtype");
  return (platform === "aws_ecs" && launch !== undefined && ECS_ORIGINS[launch]) || ORIGINS[platform];
}

/** The other way: `cloud.platform` by the type of the service's node; undefined outside AWS. */
export function platformOf(origin: string | undefined): string | undefined {
  if (Object.values(ECS_ORIGINS).some((each) => each === origin)) return "aws_ecs";
  return Object.keys(ORIGINS).find((platform) => ORIGINS[platform] === origin);
}

export function accountOf(resource: Attributes): string | undefined {
  return isAws(resource) ? textOf(resource, "cloud.account.id") : undefined;
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

/** A resource that names no provider may well be on AWS. */
function isAws(resource: Attributes): boolean {
  return (textOf(resource, "cloud.provider") ?? "aws") === "aws";
}

function toXray(resource: Attributes): Record<string, unknown> {
  const name = textOf(resource, "telemetry.sdk.name");
  const language = textOf(resource, "telemetry.sdk.language");
  return withoutAbsent({
    sdk: name !== undefined && language !== undefined ? `${name} for ${language}` : name,
    sdk_version: textOf(resource, "telemetry.sdk.version"),
    auto_instrumentation:
      textOf(resource, "telemetry.distro.version", "telemetry.auto.version") !== undefined,
  });
}

/** Detectors give every machine a `host.id`; only AWS's look like `i-0123456789abcdef0`. */
function toEc2(resource: Attributes): Record<string, unknown> | undefined {
  const id = textOf(resource, "host.id");
  if (textOf(resource, "cloud.platform") !== "aws_ec2" && id?.startsWith("i-") !== true) return undefined;
  return withoutAbsent({
    instance_id: id,
    availability_zone: textOf(resource, "cloud.availability_zone"),
    instance_size: textOf(resource, "host.type"),
    ami_id: textOf(resource, "host.image.id"),
  });
}

function toEcs(resource: Attributes): Record<string, unknown> | undefined {
  if (textOf(resource, "cloud.platform") !== "aws_ecs") return undefined;
  return withoutAbsent({
    container: textOf(resource, "container.name"),
    container_id: textOf(resource, "container.id"),
    container_arn: textOf(resource, "aws.ecs.container.arn"),
    cluster_arn: textOf(resource, "aws.ecs.cluster.arn"),
    task_arn: textOf(resource, "aws.ecs.task.arn"),
    task_family: textOf(resource, "aws.ecs.task.family"),
    launch_type: textOf(resource, "aws.ecs.launchtype"),
    availability_zone: textOf(resource, "cloud.availability_zone"),
  });
}

function toBeanstalk(resource: Attributes): Record<string, unknown> | undefined {
  const deployment = textOf(resource, "service.instance.id");
  if (textOf(resource, "cloud.platform") !== "aws_elastic_beanstalk" || deployment === undefined) {
    return undefined;
  }
  return withoutAbsent({
    environment_name: textOf(resource, "service.namespace"),
    version_label: textOf(resource, "service.version"),
    deployment_id: /^\d+$/.test(deployment) ? Number(deployment) : 0,
  });
}

function toEks(resource: Attributes): Record<string, unknown> | undefined {
  const cluster = textOf(resource, "k8s.cluster.name");
  if (textOf(resource, "cloud.platform") !== "aws_eks" && cluster === undefined) return undefined;
  return withoutAbsent({
    cluster_name: cluster,
    pod: textOf(resource, "k8s.pod.name"),
    container_id: textOf(resource, "container.id"),
  });
}

/** ARNs tell the names too: `arn:aws:logs:us-east-1:123456789012:log-group:backend-flask:*`. */
function toLogGroups(resource: Attributes): Record<string, unknown>[] | undefined {
  const arns = toTexts(resource.get("aws.log.group.arns"));
  const groups =
    arns.length > 0
      ? arns.map((arn) => ({ log_group: arn.split(":")[6] ?? arn, arn }))
      : toTexts(resource.get("aws.log.group.names")).map((name) => ({ log_group: name }));
  return groups.length > 0 ? groups : undefined;
}

/** A list, or texts joined by `&` as OTEL_RESOURCE_ATTRIBUTES has them. */
function toTexts(value: AttributeValue | undefined): string[] {
  const values = typeof value === "string" ? value.split("&") : Array.isArray(value) ? value : [];
  return values.filter((each): each is string => typeof each === "string" && each !== "");
}

function withoutAbsent(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
