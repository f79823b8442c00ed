/**
 * Drives the pages in Chromium: finds or installs it, starts the whole product on ports and in a folder of its own
 * (playwright.config.ts), and runs every `*.e2e.ts`. Arguments go to Playwright, for example a file name.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findOrInstallChromium } from "./find-chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
const dataDirectory = mkdtempSync(join(tmpdir(), "cruddur-e2e-"));
const result = spawnSync(
  process.execPath,
  [join(root, "node_modules/@playwright/test/cli.js"), "test", ...process.argv.slice(2)],
  {
    stdio: "inherit",
    env: { ...process.env, CHROMIUM_PATH: findOrInstallChromium(), DATA_DIR: dataDirectory },
  },
);
rmSync(dataDirectory, { recursive: true, force: true });
process.exitCode = result.status ?? 1;
