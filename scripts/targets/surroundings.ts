import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findProvider } from "../../xray/local/conformance/terraform/find-provider.ts";

export interface Surroundings {
  /** The caller's environment without its AWS settings, and with the variables that lead Terraform to its provider. */
  env: NodeJS.ProcessEnv;
  /** Kept between runs: what was installed. */
  cacheDirectory: string;
}

/** When this machine has no AWS provider, `terraform init` downloads one, once, into the cache. */
export function prepareSurroundings(callersEnv: NodeJS.ProcessEnv): Surroundings {
  const cacheDirectory = fileURLToPath(new URL("../../node_modules/.cache/targets", import.meta.url));
  const plugins = `${cacheDirectory}/plugins`;
  mkdirSync(plugins, { recursive: true });
  // Neither credentials nor the settings of a session may reach what is tried out.
  const env = Object.fromEntries(Object.entries(callersEnv).filter(([name]) => !name.startsWith("AWS_")));
  const provider = findProvider({ env, cacheDirectory, named: new Set() }) ?? {
    TF_PLUGIN_CACHE_DIR: plugins,
  };
  return { env: { ...env, ...provider }, cacheDirectory };
}
