import { createReadStream } from "node:fs";
import { allOfTime, createServerClient } from "../../client/server-client.ts";
import type { ClientRange } from "../../client/server-client.ts";
import { parseDurationSec } from "../../config.ts";
import { startOwnServer } from "../../own-server.ts";
import { importTraces, toRejectionLines } from "../../transfer/import-traces.ts";
import { readTraceFile } from "../../transfer/read-trace-file.ts";
import { checkTraces, readExpectations, writeJson } from "../check-traces.ts";
import type { CheckTarget } from "../check-traces.ts";
import { CommandError, EXIT } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { isGiven, textOf } from "../parse-input.ts";
import { serverUrl } from "../server-url.ts";

const DEFAULT_SINCE = "1h";

/** Checks expectations against a running server or a file of traces; see `commands/check.ts`. */
export async function runCheck(input: CommandInput, world: CommandWorld): Promise<number> {
  const [file, other] = input.positionals;
  if (file === undefined || other !== undefined) {
    throw new CommandError("One file of expectations is wanted: xray-local check traces.yaml", EXIT.usage);
  }
  const expectations = readExpectations(file);
  const traces = textOf(input, "file");
  const since = textOf(input, "since") ?? (traces === undefined ? DEFAULT_SINCE : undefined);
  const range = toRange(since, Date.now());
  if (traces === undefined) {
    const client = createServerClient(serverUrl(input, world));
    return await check({ file, expectations, client, range }, input, world);
  }
  const server = await startOwnServer();
  try {
    const taken = await importTraces(server.url, readTraceFile(createReadStream(traces), traces));
    for (const line of toRejectionLines(taken)) world.stderr.write(`${line}\n`);
    const client = createServerClient(server.url);
    return await check({ file, expectations, client, range }, input, world);
  } finally {
    await server.close();
  }
}

async function check(target: CheckTarget, input: CommandInput, world: CommandWorld): Promise<number> {
  const { isFine, results } = await checkTraces(target, input, world);
  if (isGiven(input, "json")) writeJson(world, results);
  return isFine ? EXIT.ok : EXIT.failed;
}

function toRange(since: string | undefined, nowMs: number): ClientRange {
  const all = allOfTime(nowMs);
  if (since === undefined) return all;
  const sinceSec = parseDurationSec(since);
  if (sinceSec === undefined)
    throw new CommandError(`--since ${since} is no time such as 10m, 2h or 1 day.`, EXIT.usage);
  return { ...all, startSec: nowMs / 1000 - sinceSec };
}
