import type { ServerClient } from "../client/server-client.ts";
import { formatCounted, toInert } from "../text/format-text.ts";
import type { Paint } from "../text/paint.ts";
import { toTimeline } from "../text/timeline.ts";
import type { CheckResult, Failure } from "./check-expectations.ts";

/** Failures that are shown with their timeline, which takes a screen each. */
const WITH_TIMELINE = 1;

export interface CheckTextOptions {
  client: ServerClient;
  /** The file of the expectations. */
  file: string;
  paint: Paint;
  width: number;
}

/**
 * The results in lines for a person: a failure names the expectation and the trace, and shows its timeline and where to
 * look.
 */
export async function toCheckText(
  results: readonly CheckResult[],
  options: CheckTextOptions,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const result of results) lines.push(...(await toResultLines(result, options)));
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const verdict =
    failed === 0
      ? `${formatCounted(results.length, "expectation")} held.`
      : `${failed} of ${formatCounted(results.length, "expectation")} failed.`;
  return [...lines, options.paint(failed === 0 ? "strong" : "fault", verdict)];
}

async function toResultLines(
  { expectation, traces, failures, left }: CheckResult,
  { client, file, paint, width }: CheckTextOptions,
): Promise<readonly string[]> {
  const about = paint("dim", formatCounted(traces, "trace"));
  if (failures.length === 0) return [`✓ ${toInert(expectation.name)}  ${about}`];
  const { line, column } = expectation.place;
  const lines = [
    `${paint("fault", `✗ ${toInert(expectation.name)}`)}  ${about}  ${paint("dim", `${file}:${line}:${column}`)}`,
  ];
  for (const [at, failure] of failures.entries()) {
    lines.push(`  ${failure.message.split("\n").map(toInert).join("\n  ")}`);
    if (failure.trace) lines.push(`  ${paint("dim", `${toInert(failure.trace.what)}  ${failure.trace.id}`)}`);
    if (at < WITH_TIMELINE) lines.push(...(await timelineOf(failure, client, paint, width)));
    if (failure.advice !== undefined) lines.push(`  ${failure.advice}`);
  }
  if (left > 0) lines.push(`  … and ${formatCounted(left, "more failure")}`);
  return [...lines, ""];
}

async function timelineOf(
  { trace }: Failure,
  client: ServerClient,
  paint: Paint,
  width: number,
): Promise<readonly string[]> {
  if (!trace) return [];
  const { value } = await client.traces([trace.id]).next();
  if (!value) return [];
  const documents = value.Segments.map(({ Document }) => Document);
  return toTimeline(documents, paint, width - 4).map((line) => `    ${line}`);
}
