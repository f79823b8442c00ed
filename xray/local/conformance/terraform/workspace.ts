import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram } from "../program.ts";

/**
 * What a command was going to do to resources, by their addresses: `create`, `update`, `replace`, `delete`. What is
 * not named stays as it is.
 */
export type Plan = ReadonlyMap<string, string>;

/** A copy of the repository's `terraform/`. The provider takes seconds to start, so each call is one command. */
export interface Workspace {
  /** Of the AWS provider. */
  providerVersion: string;
  /** Rejects with what Terraform printed when it fails. */
  run(...args: string[]): Promise<string>;
  plan(variables: readonly string[]): Promise<Plan>;
  apply(variables: readonly string[]): Promise<Plan>;
  /** Puts a file beside the configuration. */
  write(name: string, content: string): Promise<void>;
  close(): Promise<void>;
}

const source = fileURLToPath(new URL("../../../../terraform", import.meta.url));

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

async function runTerraform(
  cwd: string,
  callersEnv: NodeJS.ProcessEnv,
  args: readonly string[],
): Promise<string> {
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
  const { exitCode, stdout, stderr } = await runProgram("terraform", args, { cwd, env });
  if (exitCode === 0) return stdout;
  const problems = readEvents(stdout).flatMap(({ diagnostic }) => diagnostic ?? []);
  const text = problems.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n");
  throw new Error(`terraform ${args[0]} failed: ${text || `${stdout}\n${stderr}`.trim().slice(-500)}`);
}

/** A line of what Terraform prints with `-json`. */
interface TerraformEvent {
  type?: string;
  change?: { action: string; resource: { addr: string } };
  diagnostic?: { summary: string; detail: string };
}

function readPlan(output: string): Plan {
  const planned = readEvents(output).filter(({ type }) => type === "planned_change");
  return new Map(
    planned.flatMap(({ change }) => (change ? [[change.resource.addr, change.action] as const] : [])),
  );
}

function readEvents(output: string): readonly TerraformEvent[] {
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line) as TerraformEvent);
}

/** The version that `terraform init` chose, from the lock file that it wrote. */
async function readProviderVersion(folder: string): Promise<string> {
  const lock = await readFile(join(folder, ".terraform.lock.hcl"), "utf8");
  return /hashicorp\/aws" \{\s*version\s*=\s*"([^"]+)"/.exec(lock)?.[1] ?? "";
}

/** Came with 6.46. */
function hasTransactionSearch(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 46);
}
