import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Client, Run } from "../client.ts";
import { versionOf } from "../program.ts";
import { checkLifecycle } from "../terraform/check-lifecycle.ts";
import { findProvider } from "../terraform/find-provider.ts";
import { openWorkspace } from "../terraform/workspace.ts";
import type { Workspace } from "../terraform/workspace.ts";

const further = new URL("../programs/terraform/conformance.tf", import.meta.url);

/**
 * What this repository deploys to AWS, and each kind of resource that X-Ray has: first its own tests, then its life.
 */
export const terraform: Client = {
  id: "terraform",
  name: "Terraform",
  section: "terraform",
  isExpectedInCi: true,
  async find(surroundings) {
    const version = await versionOf("terraform", ["version"], surroundings.env);
    if (version === undefined) return { missing: "terraform is not on PATH" };
    if (findProvider(surroundings) === undefined) {
      return {
        missing: "no AWS provider at hand; a mirror that ~/.terraformrc names, or TF_PLUGIN_CACHE_DIR",
      };
    }
    return { version: version.replace("Terraform v", "") };
  },
  async run(run) {
    const workspace = await openWorkspace({ ...run.env, ...findProvider(run) });
    try {
      await checkOwnTests(run, workspace);
      await workspace.write("conformance.tf", readFileSync(further, "utf8"));
      await checkLifecycle(run, workspace);
    } finally {
      await workspace.close();
    }
  },
};

async function checkOwnTests({ check }: Run, workspace: Workspace): Promise<void> {
  const test = async (): Promise<void> =>
    assert.match(await workspace.run("test"), /Success! \d+ passed, 0 failed\./);
  await check("terraform/ of this repository", test, "own tests");
}
