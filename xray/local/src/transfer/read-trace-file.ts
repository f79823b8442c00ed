import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { isRawObject, parseJson } from "../protocol/raw-json.ts";
import { readJsonSpans } from "../otlp/wire/read-json.ts";
import { OtlpError } from "../otlp/span.ts";
import { finishSteps } from "../otlp/finish-steps.ts";
import { toBatchDocuments } from "../otlp/to-segments/batch-documents.ts";
import { CommandError } from "../cli/command.ts";
import { decodeChunks } from "../text/decode-text.ts";
import { splitDocument } from "./split-document.ts";

/** The largest file that may be one JSON value; a larger one must have one a line. */
const MAX_JSON_CHARS = 400 * 2 ** 20;

const FORMS = `It should hold one of these:
  segment documents, one a line, as xray-local export writes them
  the output of aws xray batch-get-traces
  a JSON array of segment documents
  OTLP JSON: {"resourceSpans": [ … ]}, one request, or one a line`;

/**
 * The segment documents of a file of traces in any of the known forms, each small enough to be put where possible. A
 * damaged line among others is passed on as it is, so that the server rejects it by name. Rejects with a `CommandError`
 * for a file without traces.
 */
export async function* readTraceFile(source: NodeJS.ReadableStream, name: string): AsyncGenerator<string> {
  const lines = createInterface({ input: Readable.from(decodeChunks(source)), crlfDelay: Infinity });
  let hasLines = false;
  const head: string[] = [];
  let headChars = 0;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === "") continue;
    const value = head.length === 0 ? parseJson(text) : undefined;
    hasLines ||= value !== undefined;
    if (hasLines) {
      yield* value === undefined ? [text] : documentsOf(value, text, `${name}, line ${line}`);
      continue;
    }
    head.push(text);
    headChars += text.length;
    if (headChars > MAX_JSON_CHARS) throw notTraces(name);
  }
  if (head.length > 0) yield* documentsOfHead(head, name);
}

/** For a file whose first line is not JSON: one value over many lines, or lines of which the first is damaged. */
function* documentsOfHead(head: readonly string[], name: string): Generator<string> {
  const text = head.join("\n");
  const value = parseJson(text);
  if (value !== undefined) return yield* documentsOf(value, text, name);
  if (!head.some((line) => isRawObject(parseJson(line)))) throw notTraces(name);
  for (const line of head) {
    const one = parseJson(line);
    yield* isRawObject(one) ? documentsOf(one, line, name) : [line];
  }
}

/** `text` is the value as it was written: a document is passed on as it is. */
function* documentsOf(value: unknown, text: string, where: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const each of value) yield* documentsOf(each, JSON.stringify(each), where);
    return;
  }
  if (typeof value === "string") {
    const inner = parseJson(value);
    if (isRawObject(inner)) return yield* documentsOf(inner, value, where);
  }
  if (!isRawObject(value)) throw notTraces(where);
  if (Array.isArray(value["Traces"])) return yield* tracesOf(value["Traces"], where);
  if (Array.isArray(value["Segments"])) return yield* tracesOf([value], where);
  if (typeof value["Document"] === "string") return yield* splitDocument(value["Document"]);
  if ("resourceSpans" in value) return yield* spansOf(text, where);
  if (!("trace_id" in value) && !("id" in value)) throw notTraces(where);
  yield* splitDocument(text.trim());
}

/** The traces of BatchGetTraces, with what AWS inferred, which is recognised as such. */
function* tracesOf(traces: readonly unknown[], where: string): Generator<string> {
  for (const trace of traces) {
    const segments: readonly unknown[] =
      isRawObject(trace) && Array.isArray(trace["Segments"]) ? trace["Segments"] : [];
    for (const segment of segments) {
      const document = isRawObject(segment) ? segment["Document"] : undefined;
      if (typeof document !== "string") throw notTraces(where);
      yield* splitDocument(document);
    }
  }
}

function* spansOf(text: string, where: string): Generator<string> {
  try {
    for (const made of toBatchDocuments(finishSteps(readJsonSpans(text)))) {
      for (const document of made) yield document.text;
    }
  } catch (error) {
    if (error instanceof OtlpError) throw new CommandError(`${where}: ${error.message}`);
    throw error;
  }
}

function notTraces(where: string): CommandError {
  return new CommandError(`${where} holds no traces. ${FORMS}`);
}
