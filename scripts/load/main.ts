/** Uses the app as people would, and reports how it answered. Ctrl-C ends it early, with a report of what there is. */
import { LoadOptionError, parseLoadOptions, USAGE } from "./options.ts";
import type { LoadOptions } from "./options.ts";
import { formatProgress } from "./progress.ts";
import type { ProgressState } from "./progress.ts";
import { formatSummaries, slowestTraced, summarize } from "./results.ts";
import { runLoad } from "./run-load.ts";

/** Without a terminal, a line now and then is enough. */
const LINE_EVERY_SEC = 5;

function createDisplay(): (state: ProgressState) => void {
  if (process.stdout.isTTY) return (state) => process.stdout.write(`\r\u001b[2K${formatProgress(state)}`);
  let lastSec = -LINE_EVERY_SEC;
  return (state) => {
    if (state.elapsedSec - lastSec < LINE_EVERY_SEC) return;
    lastSec = state.elapsedSec;
    console.log(formatProgress(state));
  };
}

/** The handles of all users. Throws an error with a sentence when nobody answers. */
async function fetchHandles(baseUrl: string): Promise<string[]> {
  const answer = await fetch(`${baseUrl}/api/session`, { signal: AbortSignal.timeout(5_000) }).catch(
    (cause: unknown) => {
      throw new LoadOptionError(
        `Nobody answers at ${baseUrl}: is npm start running? --url names another address.`,
        { cause },
      );
    },
  );
  if (!answer.ok)
    throw new LoadOptionError(`${baseUrl} answers ${answer.status}: is the API there, and its database?`);
  const { identities } = (await answer.json()) as { identities: { handle: string }[] };
  return identities.map(({ handle }) => handle);
}

async function run(options: LoadOptions): Promise<void> {
  const handles = await fetchHandles(options.baseUrl);
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  console.log(`${options.ratePerSec} people a second come to ${options.baseUrl} for ${options.lengthSec} s.`);
  const { results, turnedAway } = await runLoad({
    ...options,
    handles,
    random: Math.random,
    signal: stopping.signal,
    onProgress: createDisplay(),
  });
  console.log(`${process.stdout.isTTY ? "\n" : ""}\n${formatSummaries(summarize(results))}`);
  if (turnedAway > 0)
    console.log(`\n${turnedAway} turned away: --max-visits allows ${options.maxVisits} at once.`);
  const slowest = slowestTraced(results, 3);
  if (slowest.length > 0) console.log("\nSlowest traces:");
  for (const { action, durationMs, traceId } of slowest) {
    console.log(`  ${action.padEnd(13)} ${durationMs.toFixed(0).padStart(6)} ms  ${traceId}`);
  }
}

try {
  const options = parseLoadOptions(process.argv.slice(2));
  if (options) await run(options);
  else console.log(USAGE);
} catch (error) {
  if (!(error instanceof LoadOptionError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}
