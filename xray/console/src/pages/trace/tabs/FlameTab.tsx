import { useMemo, useState } from "react";
import { formatCount, formatDuration, formatMinute } from "../../../lib/format.ts";
import { createFlame } from "../../../trace-model/flame.ts";
import type { Flame, FlameFrame } from "../../../trace-model/flame.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { useKeys } from "../../../ui/use-keys.ts";
import { useNowSec } from "../../../ui/use-now.ts";
import type { UsualFigures } from "../state/use-usual.ts";
import { FlameChart } from "./FlameChart.tsx";
import { useUrlFlame } from "./use-url-flame.ts";
import type { UrlFlame } from "./use-url-flame.ts";

/** Where the time went as a flame: callers above what they called, alike steps merged. */
export function FlameTab({
  traceId,
  tree,
  usual,
  stepId,
  zoomedId,
  isOfUrl,
  onStep,
  onZoom,
  onOfUrl,
}: {
  traceId: string;
  tree: TraceTree;
  usual: UsualFigures;
  /** The selected step. */
  stepId: string;
  /** Number of the frame that fills the width; 0 for none. */
  zoomedId: number;
  isOfUrl: boolean;
  onStep: (id: string) => void;
  onZoom: (id: number) => void;
  onOfUrl: (isOfUrl: boolean) => void;
}) {
  const own = useMemo(() => {
    const flame = createFlame();
    flame.add(tree);
    return flame.result();
  }, [tree]);
  const ofUrl = useUrlFlame({ traceId, tree, range: usual.range, isWanted: isOfUrl });
  const flame = (isOfUrl ? ofUrl.flame : undefined) ?? own;
  const [chosen, setChosen] = useState<FlameFrame>();
  const selected = selectedFrame(flame, chosen, stepId);
  const zoomed = flame.byId.get(zoomedId);
  useKeys(
    { Escape: () => (zoomed === undefined ? false : onZoom(zoomed.parent?.parent ? zoomed.parent.id : 0)) },
    true,
  );
  function choose(frame: FlameFrame): void {
    setChosen(frame);
    if (frame.stepId !== undefined && flame.byStep.get(stepId) !== frame) onStep(frame.stepId);
  }
  const canAddUp = usual.traces !== undefined && usual.traces > 1;
  return (
    <section className="flame" aria-label="Flame">
      <div className="flame-head">
        <p>
          Alike steps are merged, widths are time. <b>Solid</b> is own time, <b>pale</b> is time in what lies
          below.
        </p>
        <div className="answer-segments" role="group" aria-label="Traces of the flame">
          <button type="button" aria-pressed={!isOfUrl} onClick={() => onOfUrl(false)}>
            This trace
          </button>
          <button
            type="button"
            aria-pressed={isOfUrl}
            disabled={!canAddUp && !isOfUrl}
            onClick={() => onOfUrl(true)}
          >
            {usual.traces === undefined ? "All of this URL" : `All ${formatCount(usual.traces)} of this URL`}
          </button>
        </div>
      </div>
      {isOfUrl ? <Coverage usual={usual} state={ofUrl} /> : null}
      <FlameChart
        flame={flame}
        responseMs={isOfUrl ? flame.widthMs : tree.responseMs}
        selected={selected}
        zoomed={zoomed}
        isStale={isOfUrl && ofUrl.flame === undefined}
        onChoose={choose}
        onZoom={onZoom}
      />
    </section>
  );
}

/** What a person chose, unless another step was selected elsewhere since. */
function selectedFrame(flame: Flame, chosen: FlameFrame | undefined, stepId: string): FlameFrame | undefined {
  const ofStep = flame.byStep.get(stepId);
  const isHere = chosen !== undefined && flame.byId.get(chosen.id) === chosen;
  return isHere && (chosen.stepId === undefined || chosen === ofStep) ? chosen : ofStep;
}

/** How many traces are added up, of how many, and of when. */
function Coverage({ usual, state }: { usual: UsualFigures; state: UrlFlame }) {
  const nowSec = useNowSec();
  const { added, wanted, hasFailed, onRetry } = state;
  if (hasFailed) {
    return (
      <p className="flame-of" role="alert">
        The traces of this URL could not be read.{" "}
        <button type="button" className="link" onClick={onRetry}>
          Try again
        </button>
      </p>
    );
  }
  const { traces = 0, range } = usual;
  if (wanted === undefined || added < wanted) {
    return (
      <p className="flame-of" role="status">
        Adding up {formatCount(added)} of {formatCount(wanted ?? traces)} traces
      </p>
    );
  }
  const when =
    range === undefined
      ? ""
      : `, ${formatMinute(range.startSec, nowSec)} to ${formatMinute(range.endSec, nowSec)}`;
  const average =
    state.flame && added > 0 ? ` On average ${formatDuration(state.flame.widthMs / added / 1000)}.` : "";
  return (
    <p className="flame-of">
      {added < traces
        ? `Added up from ${formatCount(added)} of ${formatCount(traces)} traces, spread evenly over the range${when}.`
        : `Added up from all ${formatCount(added)} traces of the range${when}.`}
      {average}
    </p>
  );
}
