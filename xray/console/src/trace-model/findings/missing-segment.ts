import type { Finding } from "./finding.ts";
import type { Step, TraceTree } from "../step.ts";

/** The steps whose segment, or step around them, never arrived: SDKs drop what they cannot send. */
function stepsWithoutSegment(tree: TraceTree): readonly Step[] {
  return tree.roots.filter((root) => root.kind === "subsegment" && root.missingParentId !== undefined);
}

/** Says that a segment is missing, once for all steps that name it. */
export function findMissingSegments(tree: TraceTree): Finding[] {
  const byParent = Map.groupBy(stepsWithoutSegment(tree), (step) => step.missingParentId ?? "");
  return Array.from(byParent, ([parentId, [first, ...others]]): Finding[] => {
    if (first === undefined) return [];
    const steps = others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
    return [
      {
        kind: "missing",
        phrases: [
          { text: "A segment is missing", style: "strong" },
          { text: `: ${steps} ${others.length === 0 ? "belongs" : "belong"} to ` },
          { text: parentId, style: "code" },
          { text: ", which never arrived." },
        ],
        rowId: first.id,
        atMs: first.startMs,
      },
    ];
  }).flat();
}
