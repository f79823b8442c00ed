import { HOME } from "../activities/statements.ts";
import type { Database } from "../db/database.ts";
import type { Steps } from "../tracing/tracing.ts";

/** A node of `explain (format json)`, with the members that are looked at. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: readonly PlanNode[];
}

const EXPLAIN = { name: "explain-home-activities", text: `explain (analyze, format json) ${HOME.text}` };

/** Asks how Postgres finds the feed, and puts it into the trace: annotations `plan` and `rows_read`. */
export async function explainHome(
  database: Database,
  steps: Steps,
  reader: string,
  limit: number,
): Promise<void> {
  const [row] = await database.query<{ "QUERY PLAN": readonly { Plan: PlanNode }[] }>(EXPLAIN, [
    reader,
    limit,
  ]);
  const scan = row && findLargestScan(row["QUERY PLAN"][0]?.Plan);
  if (!scan) return;
  const step = steps.beginStep("plan of home-activities");
  step.annotate("plan", describeScan(scan));
  step.annotate("rows_read", rowsRead(scan));
  step.end();
}

/** The scan of a table that reads the most rows. */
export function findLargestScan(plan: PlanNode | undefined): PlanNode | undefined {
  if (!plan) return undefined;
  const below = (plan.Plans ?? []).flatMap((node) => findLargestScan(node) ?? []);
  const scans = plan["Relation Name"] === undefined ? below : [plan, ...below];
  return scans.reduce<PlanNode | undefined>(
    (largest, scan) => (largest && rowsRead(largest) >= rowsRead(scan) ? largest : scan),
    undefined,
  );
}

/** For example `Seq Scan on activities`, `Index Scan using activities_living on activities`. */
export function describeScan(scan: PlanNode): string {
  const using = scan["Index Name"] === undefined ? "" : ` using ${scan["Index Name"]}`;
  return `${scan["Node Type"]}${using} on ${scan["Relation Name"] ?? ""}`;
}

function rowsRead(scan: PlanNode): number {
  return (scan["Actual Rows"] ?? 0) + (scan["Rows Removed by Filter"] ?? 0);
}
