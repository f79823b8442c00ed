/**
 * Runs the whole product on this machine: embedded Postgres, local X-Ray with its console, API, front end.
 * `--watch` reloads on changes. Output of the parts goes to .data/logs; `--verbose` shows it here too.
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeTakenPorts, findTakenPorts, moveToFree } from "./free-ports.ts";
import { AlreadyRunningError, claimInstance, findInstanceOn } from "./instance.ts";
import { PartError } from "./parts/keep-part.ts";
import type { PartContext } from "./parts/keep-part.ts";
import { preparePages } from "./pages.ts";
import type { Pages } from "./pages.ts";
import { consoleUrl, frontendUrl, partsOf } from "./parts/parts.ts";
import { readDotenv } from "./read-dotenv.ts";
import { runParts } from "./parts/run-parts.ts";
import { mergeEnvironment, parseStartSettings, requiredPorts, SettingError } from "./settings.ts";
import type { StartSettings } from "./settings.ts";
import { StartError } from "./start-error.ts";
import { describeSystemError } from "./system-error.ts";
import { welcomeWhenReady } from "./welcome.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * A Ctrl-C that comes this long after the first ends everything at once. (npm and the terminal may both pass on the
 * first.)
 */
const INSIST_AFTER_MS = 1_000;

/** The user ends it. */
class Stopped extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { watch: { type: "boolean" }, verbose: { type: "boolean" } } });
  const watch = values.watch ?? false;
  const environment = mergeEnvironment(process.env, readDotenv(root));
  const settings = parseStartSettings(environment);
  const dataDirectory = resolve(root, settings.dataDirectory);
  // Nothing is built or changed before it is certain that nobody else uses the data.
  const release = await claimInstance(dataDirectory, {
    pid: process.pid,
    startedAtMs: Date.now(),
    root,
    frontendUrl: frontendUrl(settings),
    consoleUrl: consoleUrl(settings),
  });
  try {
    await refuseTakenPorts(settings, watch ? "npm run dev" : "npm start");
    await refuseWrongDatabase(settings);
    const pages = prepare(watch);
    const stopping = stopOnSignals();
    say("Starting…");
    const context: PartContext = {
      root,
      environment,
      stopping,
      dataDirectory,
      verbose: values.verbose ?? false,
      say,
    };
    await runParts(partsOf({ root, settings, pages, watch }), context, async (kept) => {
      const api = kept.find(({ name }) => name === "backend");
      await welcomeWhenReady({
        settings,
        apiLines: () => api?.lastLines() ?? [],
        say,
        signal: stopping.signal,
      });
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    say(`\nStopped. What was stored is kept in ${settings.dataDirectory}.`);
  } finally {
    release();
  }
}

function stopOnSignals(): AbortController {
  const stopping = new AbortController();
  let firstMs: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      firstMs ??= performance.now();
      // The parts end with this process.
      if (performance.now() - firstMs > INSIST_AFTER_MS) process.exit(1);
      stopping.abort(new Stopped());
    });
  }
  // The terminal was closed, or the reader of the output ended.
  process.stdout.on("error", () => stopping.abort(new Stopped()));
  process.on("uncaughtException", (error) => stopping.abort(error));
  return stopping;
}

async function refuseTakenPorts(settings: StartSettings, command: string): Promise<void> {
  const required = requiredPorts(settings);
  const taken = await findTakenPorts(required);
  if (taken.length === 0) return;
  const isTaken = ({ name }: { name: string }) => taken.some((each) => each.name === name);
  const moved = await moveToFree(
    required.filter(isTaken),
    required.filter((port) => !isTaken(port)),
  );
  const lines = [describeTakenPorts(taken, moved, command)];
  const found = await findInstanceOn(settings.consolePort);
  if (found?.instance)
    lines.unshift(
      `Another clone's Cruddur runs there: ${found.instance.root}, process ${found.instance.pid}.`,
    );
  else if (found) lines.unshift(`A local X-Ray runs there, with its traces in ${found.tracesPath}.`);
  throw new StartError(lines.join("\n"));
}

async function refuseWrongDatabase({ databaseUrl, databaseTls }: StartSettings): Promise<void> {
  if (databaseUrl === undefined || !URL.canParse(databaseUrl)) return;
  const { findDatabaseProblem } = await import("../../backend/src/db/probe.ts");
  const problem = await findDatabaseProblem(databaseUrl, undefined, databaseTls);
  if (problem === undefined) return;
  throw new StartError(
    `The database of DATABASE_URL cannot be used: ${problem} Without DATABASE_URL the embedded Postgres is used.`,
  );
}

function prepare(watch: boolean): Pages {
  try {
    return preparePages(root, watch, say);
  } catch (error) {
    if (describeSystemError(error) !== undefined) throw error;
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A sentence where that is enough, else with the stack. */
function describe(error: unknown): string {
  const isPlain = [StartError, SettingError, AlreadyRunningError, PartError].some(
    (kind) => error instanceof kind,
  );
  if (!(error instanceof Error)) return String(error);
  return isPlain ? error.message : (describeSystemError(error) ?? error.stack ?? error.message);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}
