import { createServerClient } from "../../client/server-client.ts";
import { readEvents } from "../../client/read-events.ts";
import { paintFor } from "../../text/paint.ts";
import { toSummaryLine } from "../../text/summary-line.ts";
import { CommandError } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { isGiven } from "../parse-input.ts";
import { callServer, serverUrl } from "../server-url.ts";
import { widthOf } from "../terminal.ts";

/** Clocks may be ahead, and segments late. */
const MARGIN_SEC = 5;

/**
 * Prints a line for each trace as it comes, once: a trace that goes on is printed when it first matches. Rejects with a
 * `CommandError` when the server has stopped.
 */
export async function runTail(input: CommandInput, world: CommandWorld): Promise<number> {
  const url = serverUrl(input, world);
  const client = createServerClient(url);
  const filter = input.positionals.join(" ");
  const paint = paintFor(world.stdout, world.env);
  // Fails at once for an invalid filter or an absent server, before it waits.
  await client.summaries({ startSec: 0, endSec: 1 }, filter).next();
  await callServer(new URL("/status.json", url));
  const told = createRecentSet(100_000);
  for await (const event of readEvents(`${url}/stream`)) {
    if (event.type !== "traces" || event.traces.length === 0) continue;
    const starts = event.traces.map(({ startSec }) => startSec);
    const range = { startSec: Math.min(...starts) - MARGIN_SEC, endSec: Math.max(...starts) + MARGIN_SEC };
    // There are more traces than the event names: requests all of its range.
    const named = event.count > event.traces.length ? undefined : new Set(event.traces.map(({ id }) => id));
    const matching = [];
    for await (const summary of client.summaries(range, filter)) {
      if (named?.has(summary.Id) !== false && told.add(summary.Id)) matching.push(summary);
    }
    for (const summary of matching.toReversed()) {
      const text = isGiven(input, "json")
        ? JSON.stringify(summary)
        : toSummaryLine(summary, paint, widthOf(world));
      world.stdout.write(`${text}\n`);
    }
  }
  throw new CommandError(`The local X-Ray at ${url} has stopped.`);
}

/** The newest texts, at most `size`. `add` returns whether the text was new. */
function createRecentSet(size: number): { add(text: string): boolean } {
  const texts = new Set<string>();
  return {
    add(text) {
      if (texts.has(text)) return false;
      texts.add(text);
      const [oldest] = texts;
      if (texts.size > size && oldest !== undefined) texts.delete(oldest);
      return true;
    },
  };
}
