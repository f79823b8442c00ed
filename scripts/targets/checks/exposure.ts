import type { Access } from "../configuration/access.ts";
import type { Resource } from "../configuration/resources.ts";

type Values = Resource["values"];

/** Why the internet reaches a resource of this type; undefined where it does not. */
const REACHED: Readonly<Record<string, (values: Values) => string | undefined>> = {
  aws_lb: ({ internal }) => (internal === true ? undefined : "is a load balancer that faces the internet"),
  aws_api_gateway_rest_api: ({ endpoint_configuration: endpoint }) =>
    JSON.stringify(endpoint ?? "").includes("PRIVATE") ? undefined : "is an API that faces the internet",
  aws_apigatewayv2_api: () => "is an API that faces the internet",
  aws_lambda_function_url: () => "is a public address of a function",
  aws_vpc_security_group_ingress_rule: ({ cidr_ipv4: ipv4, cidr_ipv6: ipv6 }) =>
    ipv4 === "0.0.0.0/0" || ipv6 === "::/0" ? "lets the internet in" : undefined,
  aws_security_group_rule: () => "should be an aws_vpc_security_group_ingress_rule, which is checked",
  aws_security_group: ({ ingress }) =>
    hasEntries(ingress) && JSON.stringify(ingress).includes("/0") ? "lets the internet in" : undefined,
  aws_db_instance: ({ publicly_accessible: isPublic }) =>
    isPublic === true ? "has a public address" : undefined,
  aws_instance: ({ associate_public_ip_address: isPublic }) =>
    isPublic === true ? "has a public address" : undefined,
  aws_launch_template: ({ network_interfaces: interfaces }) =>
    (hasEntries(interfaces) ? interfaces : []).some(
      (each) => String((each as Values)["associate_public_ip_address"]) === "true",
    )
      ? "gives instances public addresses"
      : undefined,
  aws_subnet: ({ map_public_ip_on_launch: isPublic }) =>
    isPublic === true ? "gives public addresses to what is started in it" : undefined,
  aws_ecs_service: ({ network_configuration: network }) =>
    JSON.stringify(network ?? "").includes('"assign_public_ip":true')
      ? "gives tasks public addresses"
      : undefined,
  aws_eks_cluster: ({ vpc_config: config }) =>
    JSON.stringify(config ?? "").includes('"endpoint_public_access":true')
      ? "has an endpoint on the internet"
      : undefined,
};

const BLOCKS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
] as const;

/**
 * What the internet can reach although it is not listed, and what is listed although it cannot be reached; a sentence
 * each.
 */
export function findExposureProblems(resources: readonly Resource[], access: Access): readonly string[] {
  const reached = resources.flatMap(({ address, type, values }) => {
    const reason = REACHED[type]?.(values);
    return reason === undefined ? [] : [{ address: withoutKey(address), reason }];
  });
  const addresses = new Set(reached.map(({ address }) => address));
  return [
    ...reached
      .filter(({ address }) => !access.public.includes(address))
      .map(({ address, reason }) => `${address} ${reason}, and is not listed in access.json.`),
    ...access.public
      .filter((address) => !addresses.has(address))
      .map((address) => `access.json lists ${address} as public, which it is not.`),
    ...findOpenBuckets(resources),
  ];
}

function findOpenBuckets(resources: readonly Resource[]): readonly string[] {
  const buckets = resources.filter(({ type }) => type === "aws_s3_bucket");
  const blocks = resources.filter(({ type }) => type === "aws_s3_bucket_public_access_block");
  const open = blocks.filter(({ values }) => BLOCKS.some((member) => values[member] !== true));
  return [
    ...open.map(({ address }) => `${address} blocks less than everything.`),
    ...(blocks.length < buckets.length ? ["A bucket has no aws_s3_bucket_public_access_block."] : []),
  ];
}

function hasEntries(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

/** `aws_x.y["a"]` → `aws_x.y`: all that a block makes are listed under one name. */
function withoutKey(address: string): string {
  return address.replace(/\[[^\]]*\]$/, "");
}
