import { expect, test } from "vitest";
import type { Resource } from "../configuration/resources.ts";
import { findExposureProblems } from "./exposure.ts";

const nothing = { policies: {}, onAnyResource: [], managedPolicies: [], public: [] };
const make = (type: string, values: Resource["values"], address = `${type}.this`): Resource => ({
  address,
  type,
  values,
});

test.each([
  ["aws_lb", { internal: false }],
  ["aws_api_gateway_rest_api", { endpoint_configuration: [{ types: ["REGIONAL"] }] }],
  ["aws_lambda_function_url", {}],
  ["aws_vpc_security_group_ingress_rule", { cidr_ipv4: "0.0.0.0/0" }],
  ["aws_vpc_security_group_ingress_rule", { cidr_ipv6: "::/0" }],
  ["aws_security_group", { ingress: [{ cidr_blocks: ["0.0.0.0/0"] }] }],
  ["aws_security_group_rule", {}],
  ["aws_db_instance", { publicly_accessible: true }],
  ["aws_instance", { associate_public_ip_address: true }],
  ["aws_launch_template", { network_interfaces: [{ associate_public_ip_address: "true" }] }],
  ["aws_subnet", { map_public_ip_on_launch: true }],
  ["aws_ecs_service", { network_configuration: [{ assign_public_ip: true }] }],
  ["aws_eks_cluster", { vpc_config: [{ endpoint_public_access: true }] }],
])("%s with %j is told, unless it is listed", (type, values) => {
  const resource = make(type, values);
  expect(findExposureProblems([resource], nothing)[0]).toContain(`${type}.this`);
  expect(findExposureProblems([resource], { ...nothing, public: [`${type}.this`] })).toEqual([]);
});

test.each([
  ["aws_lb", { internal: true }],
  ["aws_vpc_security_group_ingress_rule", { cidr_ipv4: "198.51.100.0/24" }],
  ["aws_security_group", { ingress: [] }],
  ["aws_db_instance", { publicly_accessible: false }],
  ["aws_ecs_service", { network_configuration: [{ assign_public_ip: false }] }],
])("%s with %j is not public", (type, values) => {
  expect(findExposureProblems([make(type, values)], nothing)).toEqual([]);
});

test("a block is listed by one name, whatever it makes", () => {
  const rules = ["80", "443"].map((key) =>
    make(
      "aws_vpc_security_group_ingress_rule",
      { cidr_ipv4: "0.0.0.0/0" },
      `aws_vpc_security_group_ingress_rule.in["${key}"]`,
    ),
  );
  const listed = { ...nothing, public: ["aws_vpc_security_group_ingress_rule.in"] };
  expect(findExposureProblems(rules, listed)).toEqual([]);
});

test("what is listed and not public is told", () => {
  expect(findExposureProblems([], { ...nothing, public: ["aws_lb.this"] })).toEqual([
    "access.json lists aws_lb.this as public, which it is not.",
  ]);
});

test("each bucket blocks everything public", () => {
  const all = {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  };
  const bucket = make("aws_s3_bucket", {});
  const block = (values: Resource["values"]) => make("aws_s3_bucket_public_access_block", values);
  expect(findExposureProblems([bucket, block(all)], nothing)).toEqual([]);
  expect(findExposureProblems([bucket], nothing)).toHaveLength(1);
  expect(findExposureProblems([bucket, block({ ...all, block_public_policy: false })], nothing)).toHaveLength(
    1,
  );
});
