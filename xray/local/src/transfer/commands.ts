import { createReadStream, createWriteStream } from "node:fs";
import { CommandError, EXIT } from "../cli/command.ts";
import type { CommandInput, CommandWorld } from "../cli/command.ts";
import { textOf } from "../cli/parse-input.ts";
import { serverUrl } from "../cli/server-url.ts";
import { exportTraces } from "./export-traces.ts";
import { importTraces } from "./import-traces.ts";
import { readTraceFile } from "./read-trace-file.ts";

export async function runExport(input: CommandInput, world: CommandWorld): Promise<number> {
  const file = onlyFile(input);
  const [filter, start, end] = [textOf(input, "filter"), textOf(input, "start"), textOf(input, "end")];
  const target = file === undefined ? world.stdout : createWriteStream(file);
  const documents = await exportTraces({ url: serverUrl(input, world), filter, start, end }, target);
  // On standard error, as standard output may be the documents.
  world.stderr.write(`${documents.toLocaleString("en-US")} segment documents exported.\n`);
  return EXIT.ok;
}

export async function runImport(input: CommandInput, world: CommandWorld): Promise<number> {
  const file = onlyFile(input);
  const source = file === undefined ? world.stdin : createReadStream(file);
  const documents = readTraceFile(source, file ?? "standard input");
  const { accepted, rejected, samples } = await importTraces(serverUrl(input, world), documents);
  for (const { Id = "(no id)", Message } of samples) world.stderr.write(`Rejected ${Id}: ${Message}\n`);
  world.stderr.write(
    `${accepted.toLocaleString("en-US")} segment documents imported, ${rejected} rejected.\n`,
  );
  return rejected > 0 ? EXIT.failed : EXIT.ok;
}

function onlyFile({ positionals }: CommandInput): string | undefined {
  const [file, other] = positionals;
  if (other !== undefined) throw new CommandError(`One file at a time: what is ${other}?`, EXIT.usage);
  return file;
}
