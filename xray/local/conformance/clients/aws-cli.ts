import { devNull } from "node:os";
import { ApiError } from "../api-walk/api-client.ts";
import type { ApiClient } from "../api-walk/api-client.ts";
import { toWire } from "../api-walk/times.ts";
import { walkOperations } from "../api-walk/walk-operations.ts";
import type { Client } from "../client.ts";
import { runProgram, versionOf } from "../program.ts";

export const awsCli: Client = {
  id: "aws-cli",
  name: "AWS CLI",
  section: "operations",
  isExpectedInCi: true,
  async find({ env }) {
    const version = await versionOf("aws", ["--version"], env);
    if (version === undefined) return { missing: "aws is not on PATH" };
    return { version: /aws-cli\/(\S+)/.exec(version)?.[1] ?? version };
  },
  async run(run) {
    const call = (operation: string, input: object = {}): Promise<unknown> =>
      callAws(run.server.apiUrl, run.env, operation, input);
    // The command line reads all pages by itself.
    const client: ApiClient = { call, callAllPages: call };
    await walkOperations(run, client);
  },
};

async function callAws(
  endpoint: string,
  callersEnv: NodeJS.ProcessEnv,
  operation: string,
  input: object,
): Promise<unknown> {
  const env = {
    ...callersEnv,
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_PAGER: "",
  };
  const common = ["--endpoint-url", endpoint, "--region", "us-east-1", "--output", "json"];
  const args = [...common, "xray", toKebab(operation), ...toOptions(input)];
  const { exitCode, stdout, stderr } = await runProgram("aws", args, { env, timeoutMs: 60_000 });
  if (exitCode === 0) return stdout.trim() === "" ? {} : toWire(JSON.parse(stdout));
  const match = /An error occurred \((\w+)\) when calling the \w+ operation: (.*)/s.exec(stderr);
  if (match?.[1] === undefined) throw new Error(`aws ended with ${exitCode}: ${stderr.trim()}`);
  throw new ApiError(match[1], match[2] ?? "");
}

/** `GetTraceSummaries` → `get-trace-summaries`, `GroupARN` → `group-arn`. */
function toKebab(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}

function toOptions(input: object): readonly string[] {
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const option = `--${toKebab(name)}`;
    if (typeof value === "boolean") return [value ? option : option.replace("--", "--no-")];
    return [option, typeof value === "string" ? value : JSON.stringify(value)];
  });
}
