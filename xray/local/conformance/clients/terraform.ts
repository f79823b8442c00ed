import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "../client.ts";
import { versionOf } from "../program.ts";
import { checkFolder } from "../terraform/check-folder.ts";
import { checkResources } from "../terraform/check-resources.ts";
import { findProvider } from "../terraform/find-provider.ts";

export const terraform: Client = {
  id: "terraform",
  name: "Terraform",
  section: "terraform",
  isExpectedInCi: true,
  async find(surroundings) {
    const version = await versionOf("terraform", ["version"], surroundings.env);
    if (version === undefined) return { missing: "terraform is not on PATH" };
    if (findProvider(surroundings) === undefined) {
      return {
        missing: "no AWS provider at hand; a mirror that ~/.terraformrc names, or TF_PLUGIN_CACHE_DIR",
      };
    }
    return { version: version.replace("Terraform v", "") };
  },
  async run(run) {
    const env = { ...run.env, ...findProvider(run) };
    const folder = await mkdtemp(join(tmpdir(), "terraform-"));
    try {
      await checkResources(run, folder, env);
      await checkFolder(run, folder, env);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
