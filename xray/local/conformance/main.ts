/**
 * Runs unmodified clients against fresh servers and writes what each could do into MATRIX.md. Arguments name the
 * clients to run; then the matrix is only printed. Fails when a check fails and, with CI=true, when a client is
 * missing that CI can have.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runClient } from "./client.ts";
import type { Client, Surroundings } from "./client.ts";
import { clients } from "./clients/clients.ts";
import { writeMatrix } from "./matrix.ts";
import type { ClientReport } from "./result.ts";

/** Recorders mostly wait for their SDK to report; more at once would disturb what is measured in seconds. */
const AT_A_TIME = 3;

async function main(wanted: readonly string[]): Promise<void> {
  const unknown = wanted.filter((id) => clients.every((client) => client.id !== id));
  if (unknown.length > 0) {
    say(`No client ${unknown.join(", ")}. There are ${clients.map(({ id }) => id).join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  const chosen = wanted.length === 0 ? clients : clients.filter(({ id }) => wanted.includes(id));
  const reports = await runAll(chosen, prepareSurroundings(wanted));
  const matrix = writeMatrix(reports);
  if (wanted.length > 0) say(`\n${matrix}`);
  else writeFileSync(new URL("MATRIX.md", import.meta.url), matrix);
  process.exitCode = judge(chosen, reports) ? 0 : 1;
}

function prepareSurroundings(wanted: readonly string[]): Surroundings {
  const cacheDirectory = fileURLToPath(new URL("../../../node_modules/.cache/conformance", import.meta.url));
  mkdirSync(cacheDirectory, { recursive: true });
  // The caller's AWS settings must not reach a client, and no client may need them.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));
  return { env, cacheDirectory, named: new Set(wanted) };
}

/** The reports are in the order of the clients, whichever ends first. */
async function runAll(
  chosen: readonly Client[],
  surroundings: Surroundings,
): Promise<readonly ClientReport[]> {
  const reports: ClientReport[] = [];
  const waiting = chosen.entries();
  const work = async (): Promise<void> => {
    for (const [index, client] of waiting) {
      const report = await runClient(client, surroundings);
      reports[index] = report;
      say(describe(report));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return reports;
}

function describe({ client, presence, results, durationMs }: ClientReport): string {
  if ("missing" in presence) return `${client}: skipped, ${presence.missing}`;
  const failures = results.flatMap(({ row, column, outcome }) =>
    outcome.kind === "failed"
      ? [`  ✗ ${row}${column === client ? "" : `, ${column}`}: ${outcome.message}`]
      : [],
  );
  const passed = results.filter(({ outcome }) => outcome.kind === "passed").length;
  const head = `${client} ${presence.version}: ${passed} ✓, ${failures.length} ✗ in ${Math.round(durationMs / 1_000)} s`;
  return [head, ...failures].join("\n");
}

function judge(chosen: readonly Client[], reports: readonly ClientReport[]): boolean {
  const outcomes = reports.flatMap(({ results }) => results.map(({ outcome }) => outcome.kind));
  const failed = outcomes.filter((kind) => kind === "failed").length;
  const passed = outcomes.filter((kind) => kind === "passed").length;
  const missing = chosen.filter((_, i) => "missing" in (reports[i]?.presence ?? {}));
  const unacceptable = process.env["CI"] === "true" ? missing.filter((client) => client.isExpectedInCi) : [];
  for (const { name } of unacceptable) say(`${name} is missing, where CI=true.`);
  say(`${passed} passed, ${failed} failed, ${missing.length} skipped`);
  return failed === 0 && unacceptable.length === 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main(process.argv.slice(2));
