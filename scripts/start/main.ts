/**
 * Runs the whole product on this machine: embedded Postgres, local X-Ray with its console, API, front end.
 * `--watch` reloads on changes. Output of the parts goes to .data/logs; `--verbose` shows it here too.
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Child } from "./child.ts";
import { describeTakenPort, findTakenPorts } from "./free-ports.ts";
import { type Pages, preparePages } from "./pages.ts";
import { readDotenv } from "./read-dotenv.ts";
import { consoleUrl, isDatabase, partsOf } from "./parts.ts";
import {
  mergeEnvironment,
  parseStartSettings,
  requiredPorts,
  SettingError,
  type StartSettings,
} from "./settings.ts";
import { type PartContext, PartError, startPart } from "./start-part.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A failure that needs no stack: its message says what is wrong and what to do. */
class StartError extends Error {
  override name = "StartError";
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { watch: { type: "boolean" }, verbose: { type: "boolean" } } });
  const watch = values.watch ?? false;
  const environment = mergeEnvironment(process.env, readDotenv(root));
  const settings = parseStartSettings(environment);
  const taken = await findTakenPorts(requiredPorts(settings));
  if (taken.length > 0) throw new StartError(taken.map(describeTakenPort).join("\n"));
  const pages = prepare(watch);

  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => stopping.abort(new StartError("Stopping.")));
  }
  const children: Child[] = [];
  try {
    say("Starting…");
    const context: PartContext = {
      root,
      environment,
      stopping,
      dataDirectory: resolve(root, settings.dataDirectory),
      verbose: values.verbose ?? false,
      started: (child) => children.push(child),
    };
    const parts = partsOf({ root, settings, pages, watch });
    // The database first: the API prepares it at its start, and its first requests wait for that.
    for (const group of [parts.filter(isDatabase), parts.filter((part) => !isDatabase(part))]) {
      // One that fails ends the waiting of the others, and only then is anything stopped.
      await Promise.allSettled(group.map((part) => startPart(part, context)));
      stopping.signal.throwIfAborted();
    }
    say(welcome(settings));
    await new Promise<void>((_, reject) => {
      if (stopping.signal.aborted) reject(stopping.signal.reason as Error);
      stopping.signal.addEventListener("abort", () => reject(stopping.signal.reason as Error));
    });
  } catch (error) {
    const failed = error instanceof PartError;
    if (failed) process.exitCode = 1;
    else if (!stopping.signal.aborted) throw error;
    say(failed ? error.message : `\nStopping. What was stored is kept in ${settings.dataDirectory}.`);
  } finally {
    for (const child of children.toReversed()) await child.stop();
  }
}

function prepare(watch: boolean): Pages {
  try {
    return preparePages(root, watch, say);
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}

function welcome(settings: StartSettings): string {
  const home = `http://localhost:${settings.backendPort}/api/activities/home`;
  return [
    "",
    `  Cruddur        http://localhost:${settings.frontendPort}`,
    `  API            ${home}`,
    `  X-Ray console  ${consoleUrl(settings)}`,
    `  X-Ray daemon   127.0.0.1:${settings.daemonPort} (UDP and TCP)`,
    "",
    settings.tracingOff
      ? "  TRACING=off: requests are not traced. Remove it and start again to see traces."
      : `  Next: refresh ${home} and look at its trace in the console.`,
    "  Ctrl-C stops everything; what was stored is there at the next start.",
    "",
  ].join("\n");
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await main();
} catch (error) {
  const plain = error instanceof StartError || error instanceof SettingError;
  process.stderr.write(
    `${plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
}
