/**
 * Drives the pages in Chromium: finds or installs it, starts the whole product on ports and in a folder of its own
 * (playwright.config.ts), and runs every `*.e2e.ts`; where DATABASE_URL_TEST names a Postgres server, the lessons a second time
 * with that. Arguments go to Playwright, for example a file name.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startOnServer } from "../../backend/src/testing/postgres.ts";
import { findTakenPorts, moveToFree } from "../start/free-ports.ts";
import type { RequiredPort } from "../start/settings.ts";
import { ports } from "./addresses.ts";
import { environment } from "./environment.ts";
import { findOrInstallChromium } from "./find-chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
const chromiumPath = findOrInstallChromium();
let playwright: ChildProcess | undefined;
let isStopped = false;
// It ends what it has started on this signal, but not on others.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    isStopped = true;
    playwright?.kill("SIGINT");
  });

const codes = [await runPlaywright("")];
if (environment.postgresServer && !isStopped) {
  const database = await startOnServer(environment.postgresServer);
  console.log("\nThe lessons, with a Postgres server:");
  codes.push(await runPlaywright(database.url, "--pass-with-no-tests"));
  await database.close();
}
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** Runs the tests with a product that uses a database, empty for the embedded one. Returns the exit status. */
async function runPlaywright(databaseUrl: string, ...options: readonly string[]): Promise<number> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "cruddur-e2e-"));
  playwright = spawn(
    process.execPath,
    [join(root, "node_modules/@playwright/test/cli.js"), "test", ...options, ...process.argv.slice(2)],
    {
      stdio: "inherit",
      env: {
        ...environment.all,
        CHROMIUM_PATH: chromiumPath,
        DATA_DIR: dataDirectory,
        E2E_DATABASE_URL: databaseUrl,
        E2E_PORT_OFFSET: String(await findOffset()),
      },
    },
  );
  const [code] = (await once(playwright, "exit")) as [number | null];
  rmSync(dataDirectory, { recursive: true, force: true });
  return code ?? 1;
}

/** How far the ports have to be moved so that nothing else uses one of them. */
async function findOffset(): Promise<number> {
  const wanted = Object.entries(ports).map(([name, port]): RequiredPort => ({
    name,
    port,
    protocols: ["TCP", "UDP"],
    purpose: "the tests",
  }));
  if ((await findTakenPorts(wanted)).length === 0) return 0;
  const [moved] = await moveToFree(wanted);
  return moved ? moved.port - ports.backend : 0;
}
