import type { Finding } from "../../trace-model/findings/finding.ts";
import type { TraceTree } from "../../trace-model/step.ts";
import type { TimeBreakdown } from "../../trace-model/critical-path/time-breakdown.ts";
import { quietWords } from "./details/quiet-words.ts";
import { WhereItWent } from "./details/WhereItWent.tsx";
import { FindingList } from "./FindingList.tsx";
import type { Neighbours } from "./state/use-neighbours.ts";
import type { LoadedTrace } from "./state/use-trace.ts";

/** Above the rows: where the time went, and what stands out. */
export function TraceAnswers({
  trace,
  tree,
  parts,
  findings,
  chosenId,
  neighbours,
  onStep,
}: {
  trace: LoadedTrace;
  tree: TraceTree;
  parts: TimeBreakdown;
  findings: readonly Finding[];
  chosenId: string;
  neighbours: Neighbours | undefined;
  onStep: (id: string) => void;
}) {
  return (
    <>
      <WhereItWent parts={parts} onStep={onStep} />
      <FindingList
        findings={findings}
        quiet={quietWords(tree, trace.id, neighbours?.summaries ?? [])}
        chosenId={chosenId}
        onStep={onStep}
      />
      {trace.isCut ? (
        <p className="view-cut">
          The trace is over X-Ray’s limit for one trace: on AWS, parts of it would be missing.
        </p>
      ) : null}
    </>
  );
}
