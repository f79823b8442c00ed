import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../program.ts";

/**
 * What a command was going to do to resources, by their addresses: `create`, `update`, `replace`, `delete`. Other
 * resources stay as they are.
 */
export type Plan = ReadonlyMap<string, string>;

/** The end of Terraform's output, with the reasons, for when it tells nothing by itself. */
const MAX_OUTPUT = 2_000;

/** Runs Terraform in a folder, without credentials. Rejects with its output when it fails. */
export async function runTerraform(
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
  throw new Error(`terraform ${args[0]} failed: ${text || `${stdout}\n${stderr}`.trim().slice(-MAX_OUTPUT)}`);
}

/** A line of Terraform's output with `-json`. */
interface TerraformEvent {
  type?: string;
  change?: { action: string; resource: { addr: string } };
  diagnostic?: { summary: string; detail: string };
}

export function readPlan(output: string): Plan {
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
export async function readProviderVersion(folder: string): Promise<string> {
  const lock = await readFile(join(folder, ".terraform.lock.hcl"), "utf8");
  return /hashicorp\/aws" \{\s*version\s*=\s*"([^"]+)"/.exec(lock)?.[1] ?? "";
}
