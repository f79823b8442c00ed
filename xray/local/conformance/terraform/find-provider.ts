import { existsSync, globSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Surroundings } from "../client.ts";

/** Folders in which machines may have providers for Terraform, in the layout of a filesystem mirror. */
const MIRRORS = [
  join(homedir(), ".terraform.d", "plugins"),
  "/usr/local/share/terraform/plugins",
  "/usr/share/terraform/plugins",
  "/opt/*",
];
const PROVIDER = join("registry.terraform.io", "hashicorp", "aws");

/**
 * Variables with which `terraform init` finds the AWS provider on this machine; undefined when it would have to
 * download it, some hundreds of megabytes, which should not happen unasked.
 */
export function findProvider({ env, cacheDirectory }: Surroundings): NodeJS.ProcessEnv | undefined {
  const settings = [env["TF_CLI_CONFIG_FILE"], join(homedir(), ".terraformrc")];
  const named = settings.find((path) => path !== undefined && existsSync(path));
  if (named !== undefined) return { TF_CLI_CONFIG_FILE: named };
  if (env["TF_PLUGIN_CACHE_DIR"]) return {};
  const [found] = globSync(MIRRORS.map((folder) => join(folder, PROVIDER)));
  if (found === undefined) return undefined;
  const mirror = dirname(dirname(dirname(found)));
  const path = join(cacheDirectory, "terraformrc");
  writeFileSync(
    path,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return { TF_CLI_CONFIG_FILE: path };
}
