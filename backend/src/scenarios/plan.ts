/** A node of `explain (analyze, format json)`, with the members that are looked at. */
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
  /** Those that were left out afterwards, too. */
  rowsRead: number;
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
