import assert from "node:assert/strict";
import type { SamplingRule } from "@aws-sdk/client-xray";
import { assertIncludes } from "../api-walk/api-client.ts";
import type { Observer } from "../observer.ts";

type Api = Observer["api"];

/** Resources that share a row of the matrix, and how the server must have them. */
export interface Subject {
  row: string;
  /** Address in the state → id to import it by. */
  resources: Readonly<Record<string, () => Promise<string>>>;
  /** Rejects unless the server has what the first apply was to make; the same for the others. */
  isCreated: () => Promise<void>;
  /** Absent where an update is checked separately. */
  isChanged?: () => Promise<void>;
  /** Absent where the resource has no tags. */
  isTagged?: () => Promise<void>;
  isDestroyed: () => Promise<void>;
}

/** Arguments of Terraform that make, change and tag them all. */
export const CREATE = ["-var=kms_key_arn=arn:aws:kms:us-east-1:000000000000:key/first"];
export const CHANGE = [
  "-var=kms_key_arn=arn:aws:kms:us-east-1:000000000000:key/second",
  "-var=fixed_rate=0.5",
  "-var=service_name=orders",
  "-var=enable_insights=true",
  "-var=is_changed=true",
];
export const TAG = ['-var=tags={"team":"shop"}'];

export function makeSubjects(api: Api): readonly Subject[] {
  return [repository(api), samplingRule(api), group(api), encryption(api), policy(api)];
}

/** What `terraform/` makes without further variables. */
function repository(api: Api): Subject {
  const rule = () => findRule(api, "Flask");
  const backend = () => findGroup(api, "backend");
  return {
    row: "terraform/ of this repository",
    resources: {
      "aws_xray_sampling_rule.flask": () => Promise.resolve("Flask"),
      "aws_xray_group.backend": async () => (await backend())?.GroupARN ?? "",
    },
    async isCreated() {
      const matched = { ServiceName: "backend-flask", Priority: 9000, FixedRate: 0.1, ReservoirSize: 5 };
      assertIncludes(await rule(), matched);
      assertIncludes(await backend(), { FilterExpression: 'service("backend-flask")' });
    },
    async isChanged() {
      assertIncludes(await rule(), { FixedRate: 0.5, ServiceName: "orders" });
      const InsightsConfiguration = { InsightsEnabled: true };
      assertIncludes(await backend(), { FilterExpression: 'service("orders")', InsightsConfiguration });
    },
    async isTagged() {
      await assertTags(api, (await rule())?.RuleARN);
      await assertTags(api, (await backend())?.GroupARN);
    },
    async isDestroyed() {
      assert.deepEqual([await rule(), await backend()], [undefined, undefined]);
    },
  };
}

function samplingRule(api: Api): Subject {
  const find = () => findRule(api, "checkout");
  const any = { ServiceName: "*", ServiceType: "*", Host: "*", HTTPMethod: "*", URLPath: "*" };
  const some = { Host: "shop.example", HTTPMethod: "POST", URLPath: "/pay/*", Attributes: { tier: "gold" } };
  return {
    row: "aws_xray_sampling_rule",
    resources: { "aws_xray_sampling_rule.checkout": () => Promise.resolve("checkout") },
    isCreated: async () => assertIncludes(await find(), { Priority: 100, FixedRate: 0.05, ...some }),
    async isChanged() {
      const found = await find();
      assertIncludes(found, { Priority: 200, FixedRate: 0.5, ReservoirSize: 0, ...any });
      assert.deepEqual(found?.Attributes, {});
    },
    isTagged: async () => assertTags(api, (await find())?.RuleARN),
    isDestroyed: async () => assert.equal(await find(), undefined),
  };
}

function group(api: Api): Subject {
  const find = () => findGroup(api, "checkout");
  return {
    row: "aws_xray_group",
    resources: { "aws_xray_group.checkout": async () => (await find())?.GroupARN ?? "" },
    isCreated: async () => assertIncludes(await find(), { FilterExpression: 'service("checkout")' }),
    async isChanged() {
      assertIncludes(await find(), {
        FilterExpression: 'service("checkout") { fault }',
        InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: true },
      });
    },
    isTagged: async () => assertTags(api, (await find())?.GroupARN),
    isDestroyed: async () => assert.equal(await find(), undefined),
  };
}

function encryption(api: Api): Subject {
  const assertKey = async (pattern: RegExp): Promise<void> => {
    const { EncryptionConfig } = await api.getEncryptionConfig({});
    assert.match(EncryptionConfig?.KeyId ?? "", pattern);
  };
  return {
    row: "aws_xray_encryption_config",
    resources: { "aws_xray_encryption_config.kms[0]": () => Promise.resolve("us-east-1") },
    isCreated: () => assertKey(/first$/),
    isChanged: () => assertKey(/second$/),
    // The provider only removes it from the state: the service has no call that deletes it.
    isDestroyed: () => assertKey(/second$/),
  };
}

function policy(api: Api): Subject {
  return {
    row: "aws_xray_resource_policy",
    resources: { "aws_xray_resource_policy.sns": () => Promise.resolve("sns") },
    isCreated: async () => assert.match((await findPolicy(api)) ?? "", /"Given"/),
    isDestroyed: async () => assert.equal(await findPolicy(api), undefined),
  };
}

/** The document of the policy that `conformance.tf` makes. */
export async function findPolicy(api: Api): Promise<string | undefined> {
  const { ResourcePolicies = [] } = await api.listResourcePolicies({});
  return ResourcePolicies.find(({ PolicyName }) => PolicyName === "sns")?.PolicyDocument;
}

async function findRule(api: Api, name: string): Promise<SamplingRule | undefined> {
  const { SamplingRuleRecords = [] } = await api.getSamplingRules({});
  return SamplingRuleRecords.find(({ SamplingRule: rule }) => rule?.RuleName === name)?.SamplingRule;
}

async function findGroup(api: Api, name: string) {
  const { Groups = [] } = await api.getGroups({});
  return Groups.find(({ GroupName }) => GroupName === name);
}

async function assertTags(api: Api, ResourceARN = ""): Promise<void> {
  const { Tags } = await api.listTagsForResource({ ResourceARN });
  assert.deepEqual(Tags, [{ Key: "team", Value: "shop" }]);
}
