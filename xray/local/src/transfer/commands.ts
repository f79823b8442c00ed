import { createReadStream } from "node:fs";
import { CommandError, EXIT } from "../cli/command.ts";
import type { CommandInput, CommandWorld } from "../cli/command.ts";
import { isGiven, textOf } from "../cli/parse-input.ts";
import { serverUrl } from "../cli/server-url.ts";
import { exportTraces } from "./export-traces.ts";
import { importTraces, toRejectionLines } from "./import-traces.ts";
import { readTraceFile } from "./read-trace-file.ts";
import { formatCounted } from "../text/format-text.ts";

export async function runExport(input: CommandInput, world: CommandWorld): Promise<number> {
  const file = onlyFile(input);
  const [filter, start, end] = [textOf(input, "filter"), textOf(input, "start"), textOf(input, "end")];
  const options = { url: serverUrl(input, world), filter, start, end };
  const documents = await exportTraces(options, file ?? world.stdout);
  const text = `${formatCounted(documents, "segment document")} exported.`;
  // To standard error where the documents go to standard output.
  const teller = isGiven(input, "json") && file !== undefined ? world.stdout : world.stderr;
  teller.write(`${isGiven(input, "json") ? JSON.stringify({ documents }) : text}\n`);
  return EXIT.ok;
}

export async function runImport(input: CommandInput, world: CommandWorld): Promise<number> {
  const file = onlyFile(input);
  const source = file === undefined ? world.stdin : createReadStream(file);
  const documents = readTraceFile(source, file ?? "standard input");
  const result = await importTraces(serverUrl(input, world), documents);
  const { accepted, rejected } = result;
  if (isGiven(input, "json")) {
    world.stdout.write(`${JSON.stringify(result)}\n`);
    return rejected > 0 ? EXIT.failed : EXIT.ok;
  }
  for (const line of toRejectionLines(result)) world.stderr.write(`${line}\n`);
  world.stderr.write(`${formatCounted(accepted, "segment document")} imported, ${rejected} rejected.\n`);
  return rejected > 0 ? EXIT.failed : EXIT.ok;
}

function onlyFile({ positionals }: CommandInput): string | undefined {
  const [file, other] = positionals;
  if (other !== undefined) throw new CommandError(`One file at a time: what is ${other}?`, EXIT.usage);
  return file;
}
