/** A node of `explain (analyze, format json)`, with the members that are used. */
export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: readonly PlanNode[];
}

/** How a table is read. */
export interface Scan {
  /** For example `Seq Scan on activities`, `Index Scan using activities_living on activities`. */
  text: string;
  /** Includes rows that were filtered out. */
  rowsRead: number;
}

/** The scan that reads the most rows of a table. */
export function findLargestScan(plan: PlanNode | undefined): PlanNode | undefined {
  if (!plan) return undefined;
  const below = (plan.Plans ?? []).flatMap((node) => findLargestScan(node) ?? []);
  const scans = plan["Relation Name"] === undefined ? below : [plan, ...below];
  return scans.reduce<PlanNode | undefined>(
    (largest, scan) => (largest && rowsRead(largest) >= rowsRead(scan) ? largest : scan),
    undefined,
  );
}

export function toScan(scan: PlanNode): Scan {
  const using = scan["Index Name"] === undefined ? "" : ` using ${scan["Index Name"]}`;
  return {
    text: `${scan["Node Type"]}${using} on ${scan["Relation Name"] ?? ""}`,
    rowsRead: rowsRead(scan),
  };
}

function rowsRead(scan: PlanNode): number {
  return (scan["Actual Rows"] ?? 0) + (scan["Rows Removed by Filter"] ?? 0);
}
