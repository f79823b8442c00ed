import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assertIncludes } from "../api-walk/api-client.ts";
import type { Run } from "../client.ts";
import { checkLifecycle } from "./check-lifecycle.ts";
import type { Subject } from "./check-lifecycle.ts";
import { openWorkspace, providerVersion } from "./workspace.ts";

const source = fileURLToPath(new URL("../../../../terraform", import.meta.url));
const ROW = "terraform/ of this repository";

/** The configuration asks for a newer provider, for the sake of Transaction Search; the rest of it works with these too. */
const ANY_PROVIDER = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}
`;

const KEY_ARN = "arn:aws:kms:us-east-1:000000000000:key/0e4a0f3c";

/** What this repository deploys to AWS: its own tests, and then the whole life of it against the server. */
export async function checkFolder(run: Run, parent: string, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = join(parent, "folder");
  await cp(source, folder, { recursive: true, filter: (path) => !/\.terraform|tfstate/.test(path) });
  const workspace = openWorkspace(folder, env);
  await workspace.write("versions_override.tf", ANY_PROVIDER);
  await workspace.run("init");
  const [major, minor] = await providerVersion(folder);
  if (major < 6 || (major === 6 && minor < 46)) {
    await rm(join(folder, "transaction-search.tf"));
    await rm(join(folder, "tests", "transaction-search.tftest.hcl"));
  }
  await run.check(
    ROW,
    async () => assert.match(await workspace.run("test"), /Success! \d+ passed, 0 failed\./),
    "own tests",
  );
  await checkLifecycle(run, workspace, [ruleAndGroup(run)], {
    always: [`-var=local_xray_url=${run.server.apiUrl}`],
    change: ["-var=fixed_rate=0.5", "-var=service_name=orders", "-var=enable_insights=true"],
    tags: [`-var=kms_key_arn=${KEY_ARN}`, '-var=tags={"project":"cruddur"}'],
  });
}

function ruleAndGroup({ observer: { api } }: Run): Subject {
  const rule = async () => {
    const { SamplingRuleRecords = [] } = await api.getSamplingRules({});
    return SamplingRuleRecords.map(({ SamplingRule }) => SamplingRule).find(
      (each) => each?.RuleName === "Flask",
    );
  };
  const group = async () => {
    const { Groups = [] } = await api.getGroups({});
    return Groups.find(({ GroupName }) => GroupName === "backend");
  };
  const tagsOf = async (ResourceARN = "") => (await api.listTagsForResource({ ResourceARN })).Tags;
  return {
    row: ROW,
    resources: {
      "aws_xray_sampling_rule.flask": () => Promise.resolve("Flask"),
      "aws_xray_group.backend": async () => (await group())?.GroupARN ?? "",
    },
    async isCreated() {
      const matched = { ServiceName: "backend-flask", Priority: 9000, FixedRate: 0.1, ReservoirSize: 5 };
      assertIncludes(await rule(), matched);
      assertIncludes(await group(), { FilterExpression: 'service("backend-flask")' });
    },
    async isChanged() {
      assertIncludes(await rule(), { FixedRate: 0.5, ServiceName: "orders" });
      const InsightsConfiguration = { InsightsEnabled: true };
      assertIncludes(await group(), { FilterExpression: 'service("orders")', InsightsConfiguration });
    },
    async isTagged() {
      const expected = [{ Key: "project", Value: "cruddur" }];
      assert.deepEqual(await tagsOf((await rule())?.RuleARN), expected);
      assert.deepEqual(await tagsOf((await group())?.GroupARN), expected);
      assertIncludes(await api.getEncryptionConfig({}), {
        EncryptionConfig: { Type: "KMS", KeyId: KEY_ARN },
      });
    },
    async isDestroyed() {
      assert.deepEqual([await rule(), await group()], [undefined, undefined]);
    },
  };
}
