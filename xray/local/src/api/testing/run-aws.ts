import { execFile, spawnSync } from "node:child_process";
import { devNull } from "node:os";

interface Outcome {
  exitCode: number;
  /** Parsed where the command printed JSON; undefined where it printed nothing. */
  output: unknown;
  error: string;
}

/** Whether the AWS CLI is on PATH. */
export function hasAws(): boolean {
  return spawnSync("aws", ["--version"]).status === 0;
}

/** Runs `aws xray …` against an endpoint, apart from any settings of the user. */
export async function runAws(endpoint: string, ...args: string[]): Promise<Outcome> {
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    AWS_MAX_ATTEMPTS: "1",
  };
  const common = ["--endpoint-url", endpoint, "--region", "us-east-1", "--output", "json"];
  return new Promise((resolve) => {
    execFile("aws", [...common, "xray", ...args], { env, maxBuffer: 2 ** 26 }, (failure, stdout, stderr) => {
      const exitCode = failure === null ? 0 : Number(failure.code);
      const output: unknown = stdout.trim() === "" ? undefined : JSON.parse(stdout);
      resolve({ exitCode, output, error: stderr.trim() });
    });
  });
}
