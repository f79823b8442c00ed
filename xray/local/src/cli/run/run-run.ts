import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { allOfTime, createServerClient } from "../../client/server-client.ts";
import { startOwnServer } from "../../own-server.ts";
import type { OwnServer } from "../../own-server.ts";
import { isQuiet, toRunReport } from "../../report/run-report.ts";
import type { RunReport } from "../../report/run-report.ts";
import { toRunReportText } from "../../report/run-report-text.ts";
import { paintFor } from "../../text/paint.ts";
import { exportTraces } from "../../transfer/export-traces.ts";
import { toChildEnvironment } from "../client-environment.ts";
import { checkTraces, readExpectations, writeJson } from "../check-traces.ts";
import { CommandError, EXIT } from "../command.ts";
import type { CommandInput, CommandWorld } from "../command.ts";
import { isGiven, textOf } from "../parse-input.ts";
import { spawnChild } from "../spawn-child.ts";

/** All segments have arrived when nothing came for this long … */
const QUIET_MS = 250;
/** … or when the command ended this long ago. */
const WAIT_AT_MOST_MS = 5_000;

/** Runs a command under a server of its own; see `commands/run.ts`. */
export async function runRun(input: CommandInput, world: CommandWorld): Promise<number> {
  const words = input.rest.length > 0 ? input.rest : input.positionals;
  if (words.length === 0) {
    throw new CommandError("Say what to run behind --: xray-local run -- npm test", EXIT.usage);
  }
  // Read before the command runs, so that nobody waits for it to learn of a typing error in the file.
  const file = textOf(input, "check");
  const expectations = file === undefined ? [] : readExpectations(file);
  const server = await startOwnServer();
  try {
    const isForProgram = isGiven(input, "json");
    const env = toChildEnvironment(server.status().listeners, server.region, world.env);
    const exitCode = await spawnChild(words, env, isForProgram ? 2 : 1);
    await untilQuiet(server);
    const report = await tell(server, input, world);
    if (file === undefined) {
      if (isForProgram) writeJson(world, { ...report, exitCode });
      return exitCode;
    }
    const target = {
      file,
      expectations,
      client: createServerClient(server.url),
      range: allOfTime(Date.now()),
    };
    const { isFine, results } = await checkTraces(target, input, world);
    if (isForProgram) writeJson(world, { ...report, exitCode, expectations: results });
    return exitCode === EXIT.ok && !isFine ? EXIT.failed : exitCode;
  } finally {
    await server.close();
  }
}

async function untilQuiet(server: OwnServer): Promise<void> {
  const endMs = performance.now() + WAIT_AT_MOST_MS;
  let received = -1;
  while (performance.now() < endMs) {
    const now = server.status().arrivals.received;
    if (now === received) return;
    received = now;
    await sleep(QUIET_MS);
  }
}

async function tell(server: OwnServer, input: CommandInput, world: CommandWorld): Promise<RunReport> {
  const client = createServerClient(server.url);
  const report = await toRunReport(client, allOfTime(Date.now()));
  const [file, traces] = [textOf(input, "report"), textOf(input, "traces")];
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  if (traces !== undefined) await exportTraces({ url: server.url }, traces);
  if (isGiven(input, "json") || (isGiven(input, "quiet") && isQuiet(report))) return report;
  const lines = toRunReportText(report, paintFor(world.stderr, world.env));
  world.stderr.write(
    `\n${lines.join("\n")}\n${traces === undefined ? "" : `  All traces are in ${traces}: xray-local open ${traces}\n`}`,
  );
  return report;
}
