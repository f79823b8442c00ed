import { createServerClient } from "../../client/server-client.ts";
import { readTraceReference } from "../../protocol/trace-reference.ts";
import { paintFor } from "../../text/paint.ts";
import { toTimeline } from "../../text/timeline.ts";
import { CommandError, EXIT } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { isGiven } from "../parse-input.ts";
import { serverUrl } from "../server-url.ts";
import { widthOf } from "../terminal.ts";

/** Draws one trace of a running server. */
export async function runShow(input: CommandInput, world: CommandWorld): Promise<number> {
  const [text, other] = input.positionals;
  if (text === undefined || other !== undefined) {
    throw new CommandError(
      "One trace id is wanted: xray-local show 1-6743d2a0-0123456789abcdef01234567",
      EXIT.usage,
    );
  }
  const reference = readTraceReference(text);
  if (reference === undefined)
    throw new CommandError(
      `${text} is no trace id: it looks like 1-6743d2a0-0123456789abcdef01234567.`,
      EXIT.usage,
    );
  const { id } = reference;
  const client = createServerClient(serverUrl(input, world));
  const { value: trace, done } = await client.traces([id]).next();
  if (done === true || trace === undefined)
    throw new CommandError(`There is no trace ${id} at ${client.url}.`);
  if (isGiven(input, "json")) world.stdout.write(`${JSON.stringify(trace, undefined, 2)}\n`);
  else {
    const documents = trace.Segments.map(({ Document }) => Document);
    const lines = toTimeline(documents, paintFor(world.stdout, world.env), widthOf(world));
    world.stdout.write(`${lines.join("\n")}\n`);
  }
  return EXIT.ok;
}
