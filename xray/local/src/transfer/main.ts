/** Takes traces out of a running local X-Ray, and back in: `main.ts export [file]`, `main.ts import [file]`. */
import { createReadStream, createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { exportTraces } from "./export-traces.ts";
import { importTraces } from "./import-traces.ts";
import { DEFAULT_URL, TransferError } from "./server-url.ts";

const USAGE = `Usage: export [file] [--start <epoch seconds>] [--end <epoch seconds>] [--filter <expression>] [--url <server>]
       import [file] [--url <server>]

Segment documents, one a line. Without a file: standard output, standard input. The server is ${DEFAULT_URL}.`;

async function main(): Promise<void> {
  const { positionals, values } = readArguments();
  const [command, file, ...others] = positionals;
  const { url = DEFAULT_URL, ...range } = values;
  if (!URL.canParse(url)) throw new TransferError(`--url ${url} is no URL.`);
  if (others.length > 0) throw new TransferError(USAGE);
  if (command === "export") await runExport({ url, ...range }, file);
  else if (command === "import") await runImport(url, file);
  else throw new TransferError(USAGE);
}

function readArguments() {
  const type = "string" as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: { url: { type }, start: { type }, end: { type }, filter: { type } },
    });
  } catch (error) {
    throw new TransferError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

async function runExport(options: Parameters<typeof exportTraces>[0], file?: string): Promise<void> {
  const documents = await exportTraces(
    options,
    file === undefined ? process.stdout : createWriteStream(file),
  );
  say(`${documents.toLocaleString("en-US")} segment documents exported.`);
}

async function runImport(url: string, file?: string): Promise<void> {
  const source = file === undefined ? process.stdin : createReadStream(file);
  const { accepted, refused, samples } = await importTraces(url, source);
  for (const { Id = "(no id)", Message } of samples) say(`Refused ${Id}: ${Message}`);
  say(`${accepted.toLocaleString("en-US")} segment documents imported, ${refused} refused.`);
  if (refused > 0) process.exitCode = 1;
}

/** On standard error, as standard output may be the documents. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

try {
  await main();
} catch (error) {
  const isPlain = error instanceof TransferError || (error instanceof Error && "code" in error);
  say(isPlain ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
