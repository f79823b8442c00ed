import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ClientRange, ServerClient } from "../client/server-client.ts";
import { checkExpectations } from "../expectations/check-expectations.ts";
import type { CheckResult, ExpectationFiles } from "../expectations/check-expectations.ts";
import { toGithubAnnotations, toJunit } from "../expectations/check-formats.ts";
import { toCheckText } from "../expectations/check-text.ts";
import type { Expectation } from "../expectations/expectation.ts";
import { ExpectationError, parseExpectations } from "../expectations/parse-expectations.ts";
import { decodeText } from "../text/decode-text.ts";
import { paintFor } from "../text/paint.ts";
import { CommandError, EXIT } from "./command.ts";
import type { CommandInput, CommandWorld } from "./command.ts";
import { isGiven, textOf } from "./parse-input.ts";
import { isSystemError, toSystemErrorText } from "./system-error.ts";
import { widthOf } from "./terminal.ts";

/** Reads a file of expectations. Throws a `CommandError` (exit code 2) that shows each mistake at its place. */
export function readExpectations(file: string): readonly Expectation[] {
  try {
    return parseExpectations(readText(file), file);
  } catch (error) {
    if (error instanceof ExpectationError) throw new CommandError(error.message, EXIT.usage);
    if (isSystemError(error)) throw new CommandError(toSystemErrorText(error), EXIT.usage);
    throw error;
  }
}

export interface CheckTarget {
  /** The file of the expectations. */
  file: string;
  expectations: readonly Expectation[];
  client: ServerClient;
  range: ClientRange;
}

export interface CheckOutcome {
  /** Whether all expectations hold. */
  isFine: boolean;
  results: readonly CheckResult[];
}

/** Checks, and writes the results in every form that was asked for, except JSON. */
export async function checkTraces(
  { file, expectations, client, range }: CheckTarget,
  input: CommandInput,
  world: CommandWorld,
): Promise<CheckOutcome> {
  const files = filesBeside(file, isGiven(input, "update"));
  const results = await checkExpectations(expectations, { client, range, files });
  const isFine = results.every(({ failures }) => failures.length === 0);
  const junit = textOf(input, "junit");
  if (junit !== undefined) write(junit, toJunit(results, file));
  const failures = textOf(input, "failures");
  const documents = failures === undefined ? [] : await documentsOfFailures(results, client);
  if (failures !== undefined && documents.length > 0) write(failures, `${documents.join("\n")}\n`);
  if (!isGiven(input, "json")) {
    const paint = paintFor(world.stderr, world.env);
    const lines = await toCheckText(results, { client, file, paint, width: widthOf(world) });
    world.stderr.write(`${lines.join("\n")}\n`);
  }
  if (world.env["GITHUB_ACTIONS"] === "true") {
    // GitHub reads annotations on either stream; standard output may be JSON.
    const stream = isGiven(input, "json") ? world.stderr : world.stdout;
    for (const line of toGithubAnnotations(results, file)) stream.write(`${line}\n`);
  }
  if (failures !== undefined && documents.length > 0)
    world.stderr.write(`The traces are in ${failures}: xray-local open ${failures}\n`);
  return { isFine, results };
}

/** Writes JSON for a program to read. */
export function writeJson({ stdout }: Pick<CommandWorld, "stdout">, value: unknown): void {
  stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

function filesBeside(file: string, update: boolean): ExpectationFiles {
  const pathOf = (name: string): string => resolve(dirname(file), name);
  return {
    update,
    read: (name) => (existsSync(pathOf(name)) ? readText(pathOf(name)) : undefined),
    write: (name, text) => write(pathOf(name), text),
  };
}

function readText(path: string): string {
  return decodeText(readFileSync(path));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  writeFileSync(path, text);
}

/** None where no trace shows a failure, as of a trace that is missing. */
async function documentsOfFailures(
  results: readonly CheckResult[],
  client: ServerClient,
): Promise<readonly string[]> {
  const ids = new Set(results.flatMap(({ failures }) => failures.flatMap(({ trace }) => trace?.id ?? [])));
  const lines: string[] = [];
  for await (const { Segments } of client.traces([...ids])) {
    for (const { Document } of Segments) if (!isInferred(Document)) lines.push(Document);
  }
  return lines;
}

/** Inferred documents are left out: the server infers them again from the call. */
function isInferred(document: string): boolean {
  return (JSON.parse(document) as { inferred?: boolean }).inferred === true;
}
