import { RESOURCE } from "./attribute-names.ts";

/**
 * Where a service runs: the blocks of a segment's `aws`, their members, and the resource attributes that they come
 * from. Source: AWS's exporter, translator/aws.go.
 */
export const RESOURCE_PLACES = {
  ec2: {
    instance_id: RESOURCE.hostId,
    availability_zone: RESOURCE.zone,
    instance_size: RESOURCE.hostType,
    ami_id: RESOURCE.imageId,
  },
  ecs: {
    container: RESOURCE.containerName,
    container_id: RESOURCE.containerId,
    container_arn: RESOURCE.ecsContainer,
    cluster_arn: RESOURCE.ecsCluster,
    task_arn: RESOURCE.ecsTask,
    task_family: RESOURCE.ecsTaskFamily,
    launch_type: RESOURCE.ecsLaunchType,
    availability_zone: RESOURCE.zone,
  },
  eks: {
    cluster_name: RESOURCE.cluster,
    pod: RESOURCE.pod,
    container_id: RESOURCE.containerId,
  },
  elastic_beanstalk: {
    environment_name: RESOURCE.namespace,
    version_label: RESOURCE.version,
    deployment_id: RESOURCE.instance,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly [string, ...string[]]>>>>;

export type PlaceBlock = keyof typeof RESOURCE_PLACES;

/** By `cloud.platform`. Source: AWS's exporter, translator/segment.go. */
const ORIGINS: ReadonlyMap<string, string> = new Map([
  ["aws_app_runner", "AWS::AppRunner::Service"],
  ["aws_eks", "AWS::EKS::Container"],
  ["aws_elastic_beanstalk", "AWS::ElasticBeanstalk::Environment"],
  ["aws_ecs", "AWS::ECS::Container"],
  ["aws_ec2", "AWS::EC2::Instance"],
]);
/** By the launch type of the ECS task. */
const ECS_ORIGINS: ReadonlyMap<string, string> = new Map([
  ["ec2", "AWS::ECS::EC2"],
  ["fargate", "AWS::ECS::Fargate"],
]);

/** The type of the service's node; undefined for platforms without one. */
export function originOfPlatform(platform: string, ecsLaunchType = ""): string | undefined {
  const launched = platform === "aws_ecs" ? ECS_ORIGINS.get(ecsLaunchType) : undefined;
  return launched ?? ORIGINS.get(platform);
}

/** The `cloud.platform` of a node's type; undefined outside AWS. */
export function platformOfOrigin(origin: string | undefined): string | undefined {
  const isEcs = [...ECS_ORIGINS.values()].some((each) => each === origin);
  return isEcs ? "aws_ecs" : [...ORIGINS].find(([, each]) => each === origin)?.[0];
}
