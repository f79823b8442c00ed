import { createReadStream } from "node:fs";
import { startOwnServer } from "../../own-server.ts";
import { importTraces, toRejectionLines } from "../../transfer/import-traces.ts";
import { readTraceFile } from "../../transfer/read-trace-file.ts";
import { CommandError, EXIT } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { openInBrowser } from "../open-in-browser.ts";
import { isGiven, textOf } from "../parse-input.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import { formatCounted } from "../../text/format-text.ts";

/** Serves the traces of a file until Ctrl-C. */
export async function runOpen(input: CommandInput, world: CommandWorld): Promise<number> {
  const [file, other] = input.positionals;
  if (file === undefined || other !== undefined) {
    throw new CommandError("One file of traces is wanted: xray-local open traces.ndjson", EXIT.usage);
  }
  const server = await startOwnServer({ port: textOf(input, "port") });
  try {
    const documents = readTraceFile(createReadStream(file), file);
    const result = await importTraces(server.url, documents);
    const { accepted, rejected } = result;
    for (const line of toRejectionLines(result)) world.stderr.write(`${line}\n`);
    if (accepted === 0) throw new CommandError(`${file} has no traces that can be shown.`);
    const { traces, oldestStartSec = 0, newestStartSec = 0 } = server.status().store;
    const address = `${server.url}/traces?timeRange=${toIso(oldestStartSec - 1)}~${toIso(newestStartSec + 1)}`;
    const left = rejected === 0 ? "" : `, ${formatCounted(rejected, "document")} rejected`;
    world.stdout.write(`${formatCounted(traces, "trace")} of ${file}${left}. Ctrl-C ends.\n${address}\n`);
    if (!isGiven(input, "no-browser")) openInBrowser(address);
    await untilInterrupted();
    return EXIT.ok;
  } finally {
    await server.close();
  }
}

function toIso(epochSec: number): string {
  return new Date(epochSec * 1000).toISOString();
}
