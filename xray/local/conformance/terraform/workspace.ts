import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mustRun } from "../program.ts";

/** What would be done to each resource, by its address: `no-op`, `update`, `delete create` … */
export type Plan = ReadonlyMap<string, string>;

/** A folder with a configuration, set up for one server. */
export interface Workspace {
  /** Rejects with what Terraform printed when it fails. */
  run(...args: string[]): Promise<string>;
  plan(variables: readonly string[]): Promise<Plan>;
  /** Plans, applies that plan, and returns what was planned. */
  apply(variables: readonly string[]): Promise<Plan>;
  /** Puts a file beside the configuration. */
  write(name: string, content: string): Promise<void>;
}

interface ShownPlan {
  resource_changes?: readonly { address: string; change: { actions: readonly string[] } }[];
}

export function openWorkspace(folder: string, callersEnv: NodeJS.ProcessEnv): Workspace {
  const env = {
    ...callersEnv,
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    TF_CLI_ARGS: "-no-color",
  };
  const run: Workspace["run"] = (...args) => mustRun("terraform", args, { cwd: folder, env });
  const plan: Workspace["plan"] = async (variables) => {
    await run("plan", "-out=plan", ...variables);
    const { resource_changes = [] } = JSON.parse(await run("show", "-json", "plan")) as ShownPlan;
    return new Map(resource_changes.map(({ address, change }) => [address, change.actions.join(" ")]));
  };
  return {
    run,
    plan,
    async apply(variables) {
      const planned = await plan(variables);
      await run("apply", "plan");
      return planned;
    },
    write: (name, content) => writeFile(join(folder, name), content),
  };
}

/** Version of the AWS provider that `terraform init` chose, from the lock file that it wrote. */
export async function providerVersion(folder: string): Promise<readonly [major: number, minor: number]> {
  const lock = await readFile(join(folder, ".terraform.lock.hcl"), "utf8");
  const match = /hashicorp\/aws" \{\s*version\s*=\s*"(\d+)\.(\d+)/.exec(lock);
  return [Number(match?.[1]), Number(match?.[2])];
}
