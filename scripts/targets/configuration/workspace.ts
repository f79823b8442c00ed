import { cp, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  readProviderVersion,
  runTerraform,
} from "../../../xray/local/conformance/terraform/run-terraform.ts";
import { root } from "../../repository/files.ts";

/** An initialised copy of `terraform/modules` and of one configuration: work in it leaves nothing behind. */
export interface Workspace {
  folder: string;
  /** The version of the AWS provider. */
  providerVersion: string;
  /** Rejects with Terraform's output when it fails. */
  run(...args: string[]): Promise<string>;
  /** Like `run`, with additional variables. */
  runWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<string>;
  /** Removes files from the configuration. */
  withdraw(files: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The configurations ask for provider 6; what they use also works with 5.100, which a machine may have. */
const ANY_PROVIDER = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}
`;

/** Folders of `terraform/` that configurations refer to. */
const SHARED = ["modules", "testing"];

/** `path`: the path of the configuration below `terraform/`. */
export async function openWorkspace(path: string, env: NodeJS.ProcessEnv): Promise<Workspace> {
  const top = await mkdtemp(join(tmpdir(), "targets-"));
  const folder = join(top, path);
  for (const each of new Set([...SHARED, path])) {
    await cp(join(root, "terraform", each), join(top, each), {
      recursive: true,
      filter: (name) => !/[\\/]\.terraform|\.tfstate/.test(name),
    });
  }
  const runWith: Workspace["runWith"] = (further, ...args) =>
    runTerraform(folder, { ...env, ...further }, args);
  await writeFile(join(folder, "versions_override.tf"), ANY_PROVIDER);
  await runWith({}, "init");
  return {
    folder,
    providerVersion: await readProviderVersion(folder),
    run: (...args) => runWith({}, ...args),
    runWith,
    async withdraw(files) {
      for (const file of files) await rename(join(folder, file), join(folder, `${file}.withdrawn`));
    },
    close: () => rm(top, { recursive: true, force: true }),
  };
}
