import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A copy of `terraform/` in a folder of its own, set up for a local X-Ray. */
export interface TerraformInUse {
  /** Rejects with what Terraform printed when it fails. */
  run(...args: string[]): Promise<string>;
  /** 0: nothing to change; 2: something. Rejects on failure. */
  plan(...variables: string[]): Promise<number>;
  close(): Promise<void>;
}

const source = fileURLToPath(new URL("../../../../../terraform", import.meta.url));

/** An older provider does too, apart from Transaction Search. */
const ANY_PROVIDER = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}
`;

/**
 * Whether Terraform is on PATH and its settings say where providers are. Without such settings it would fetch the
 * provider, some hundreds of megabytes, which is nothing a test should do unasked.
 */
export function hasTerraform(): boolean {
  const settings = process.env["TF_CLI_CONFIG_FILE"];
  if (settings === undefined || !existsSync(settings)) return false;
  return spawnSync("terraform", ["version"]).status === 0;
}

export async function makeTerraform(localXrayUrl: string): Promise<TerraformInUse> {
  const folder = await mkdtemp(join(tmpdir(), "terraform-"));
  const run = (...args: string[]): Promise<string> => runTerraform(folder, localXrayUrl, args);
  await cp(source, folder, {
    recursive: true,
    filter: (path) => !/\.terraform|tfstate/.test(path),
  });
  await writeFile(join(folder, "versions_override.tf"), ANY_PROVIDER);
  await run("init");
  if (isOlderThan(await run("version", "-json"), [6, 46])) {
    await rm(join(folder, "transaction-search.tf"));
    await rm(join(folder, "tests", "transaction-search.tftest.hcl"));
  }
  return {
    run,
    plan: (...variables) =>
      run("plan", "-detailed-exitcode", ...variables).then(
        () => 0,
        (error: unknown) => {
          if (error instanceof TerraformError && error.exitCode === 2) return 2;
          throw error;
        },
      ),
    close: () => rm(folder, { recursive: true }),
  };
}

class TerraformError extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, output: string) {
    super(output);
    this.exitCode = exitCode;
  }
}

function runTerraform(folder: string, localXrayUrl: string, args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_ARGS: "-no-color",
    // `terraform test` has variables of its own, and values from the environment would get in between.
    ...(args[0] !== "test" && { TF_VAR_local_xray_url: localXrayUrl }),
  };
  return new Promise((resolve, reject) => {
    execFile("terraform", args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (failure, stdout, stderr) => {
      if (failure === null) resolve(stdout);
      else reject(new TerraformError(Number(failure.code), `${stdout}\n${stderr}`));
    });
  });
}

function isOlderThan(versionJson: string, [major, minor]: readonly [number, number]): boolean {
  const match = /"registry\.terraform\.io\/hashicorp\/aws": "(\d+)\.(\d+)/.exec(versionJson);
  const [haveMajor, haveMinor] = [Number(match?.[1]), Number(match?.[2])];
  return haveMajor < major || (haveMajor === major && haveMinor < minor);
}
