/**
 * Tries out what `terraform/targets` deploys, as far as it goes without an account, and writes what was done to
 * `terraform/targets/MATRIX.md`. Arguments name targets; then the matrix is only printed. Fails when a check fails and, with CI=true,
 * when one is skipped.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../repository/files.ts";
import { checkModules } from "./check-modules.ts";
import { checkTarget } from "./check-target.ts";
import { writeMatrix } from "./matrix.ts";
import type { TargetReport } from "./report.ts";
import { prepareSurroundings } from "./surroundings.ts";
import { targets } from "./targets.ts";

/** Applies mostly wait for what they poll; more at once would wait for processors. */
const AT_A_TIME = 3;

const MODULES = "modules";

async function main(wanted: readonly string[]): Promise<void> {
  const known = [...targets.map(({ id }) => id), MODULES];
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    say(`No target ${unknown.join(", ")}. There are ${known.join(", ")}.`);
    process.exitCode = 1;
    return;
  }
  const isWanted = (id: string): boolean => wanted.length === 0 || wanted.includes(id);
  const surroundings = prepareSurroundings(process.env);
  // The longest ones first; the modules depend on nothing.
  const jobs = [
    ...targets.filter(({ id }) => isWanted(id)).map((target) => () => checkTarget(target, surroundings)),
    ...(isWanted(MODULES) ? [() => checkModules(surroundings)] : []),
  ];
  const reports = await runAll(jobs);
  const matrix = writeMatrix(
    reports,
    new Map(targets.flatMap(({ id, emulation }) => (emulation ? [[id, emulation]] : []))),
  );
  if (wanted.length > 0) say(`\n${matrix}`);
  else writeFileSync(join(root, "terraform/targets/MATRIX.md"), matrix);
  process.exitCode = judge(reports) ? 0 : 1;
}

/** The reports are in the order of the jobs, whichever ends first. */
async function runAll(jobs: readonly (() => Promise<TargetReport>)[]): Promise<readonly TargetReport[]> {
  const reports: TargetReport[] = [];
  const waiting = jobs.entries();
  const work = async (): Promise<void> => {
    for (const [index, job] of waiting) {
      const report = await job();
      reports[index] = report;
      say(describe(report));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return reports;
}

function describe({ title, checks }: TargetReport): string {
  const lines = checks.map(({ depth, title: check, outcome, durationMs }) => {
    const seconds = `${(durationMs / 1_000).toFixed(1)} s`;
    switch (outcome.kind) {
      case "passed":
        return `  ✓ ${depth}: ${check}${outcome.detail && `, ${outcome.detail}`} (${seconds})`;
      case "failed":
        return `  ✗ ${depth}: ${check} (${seconds})\n${outcome.message.replaceAll(/^/gm, "      ")}`;
      case "skipped":
        return `  – ${depth}: ${check}: skipped, ${outcome.reason}`;
    }
  });
  return [title, ...lines].join("\n");
}

function judge(reports: readonly TargetReport[]): boolean {
  const count = (kind: string): number =>
    reports.flatMap(({ checks }) => checks).filter(({ outcome }) => outcome.kind === kind).length;
  say(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
  const isCi = process.env["CI"] === "true";
  if (isCi && count("skipped") > 0) say("Nothing may be skipped where CI=true.");
  return count("failed") === 0 && !(isCi && count("skipped") > 0);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main(process.argv.slice(2));
