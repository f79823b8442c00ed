import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPlan, readProviderVersion, runTerraform } from "./run-terraform.ts";
import type { Plan } from "./run-terraform.ts";

/** A copy of the repository's `terraform/`. The provider takes seconds to start, so each call is one command. */
export interface Workspace {
  /** Of the AWS provider. */
  providerVersion: string;
  /** Rejects with Terraform's output when it fails. */
  run(...args: string[]): Promise<string>;
  plan(variables: readonly string[]): Promise<Plan>;
  apply(variables: readonly string[]): Promise<Plan>;
  /** Adds a file to the configuration. */
  write(name: string, content: string): Promise<void>;
  close(): Promise<void>;
}

const source = fileURLToPath(new URL("../../../../terraform", import.meta.url));

/** The configuration asks for a newer provider because of Transaction Search; the rest works with these too. */
const ANY_PROVIDER = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}
`;

export async function openWorkspace(callersEnv: NodeJS.ProcessEnv): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "terraform-"));
  const run: Workspace["run"] = (...args) => runTerraform(folder, callersEnv, args);
  const write: Workspace["write"] = (name, content) => writeFile(join(folder, name), content);
  await cp(source, folder, { recursive: true, filter: (path) => !/\.terraform|tfstate/.test(path) });
  await write("versions_override.tf", ANY_PROVIDER);
  await run("init");
  const providerVersion = await readProviderVersion(folder);
  if (!hasTransactionSearch(providerVersion)) {
    await rm(join(folder, "transaction-search.tf"));
    await rm(join(folder, "tests", "transaction-search.tftest.hcl"));
  }
  return {
    providerVersion,
    run,
    plan: async (variables) => readPlan(await run("plan", "-json", ...variables)),
    apply: async (variables) => readPlan(await run("apply", "-json", "-auto-approve", ...variables)),
    write,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Came with 6.46. */
function hasTransactionSearch(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 46);
}
