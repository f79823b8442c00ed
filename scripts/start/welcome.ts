import { setTimeout as sleep } from "node:timers/promises";
import { consoleUrl, frontendUrl } from "./parts/parts.ts";
import type { StartSettings } from "./settings.ts";

/** Where everything is, and what to do next. */
function welcome(settings: StartSettings): string {
  return [
    "",
    `  Cruddur        ${frontendUrl(settings)}`,
    `  API            ${homeUrl(settings)}`,
    `  X-Ray console  ${consoleUrl(settings)}`,
    `  X-Ray daemon   127.0.0.1:${settings.daemonPort} (UDP and TCP)`,
    "",
    settings.tracingOff
      ? "  TRACING=off: requests are not traced. Remove it and start again to see traces."
      : `  Next: refresh ${homeUrl(settings)} and look at its trace in the console.`,
    "  Ctrl-C stops everything; what was stored is there at the next start.",
    "",
  ].join("\n");
}

function homeUrl(settings: StartSettings): string {
  return `http://localhost:${settings.backendPort}/api/activities/home`;
}

export interface WelcomeOptions {
  settings: StartSettings;
  /** The last lines that the API printed. */
  apiLines: () => readonly string[];
  say: (text: string) => void;
  signal: AbortSignal;
}

const ASK_AGAIN_MS = 500;
/** The first migration of a large database takes time, and the user should be told. */
const PATIENCE_MS = 20_000;

/** Prints the welcome when the API has its database; until then, says what is wrong with the database. */
export async function welcomeWhenReady({ settings, apiLines, say, signal }: WelcomeOptions): Promise<void> {
  const sinceMs = performance.now();
  let told: string | undefined;
  while (!(await hasDatabase(settings, signal))) {
    const problem =
      problemIn(apiLines()) ??
      (performance.now() - sinceMs > PATIENCE_MS ? "it is not ready yet" : undefined);
    if (problem !== undefined && problem !== told) {
      say(
        `The API runs without its database: ${problem}. Requests are answered with 503 until that is put right, which it` +
          " notices by itself.",
      );
      told = problem;
    }
    await sleep(ASK_AGAIN_MS, undefined, { signal });
  }
  say(welcome(settings));
}

/** Asks without being traced, so that the first trace is the user's own. */
async function hasDatabase(settings: StartSettings, signal: AbortSignal): Promise<boolean> {
  const root = `1-${Math.floor(Date.now() / 1_000).toString(16)}-${"0".repeat(24)}`;
  try {
    const answer = await fetch(`http://127.0.0.1:${settings.backendPort}/api/activities/home`, {
      headers: { "X-Amzn-Trace-Id": `Root=${root};Sampled=0` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
    });
    await answer.body?.cancel();
    return answer.status !== 503;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** The API logs once why it cannot use its database: a line of JSON with the error. */
function problemIn(lines: readonly string[]): string | undefined {
  for (const line of lines.toReversed()) {
    const entry = parseLine(line);
    if (entry?.msg?.startsWith("Database ready") || entry?.msg?.startsWith("Database back")) return undefined;
    if (entry?.msg?.startsWith("Database ") && entry.error) return entry.error.replace(/\.$/, "");
  }
  return undefined;
}

function parseLine(line: string): { msg?: string; error?: string } | undefined {
  try {
    return JSON.parse(line) as { msg?: string; error?: string };
  } catch {
    return undefined;
  }
}
