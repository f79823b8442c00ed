import { Link } from "react-router";
import type { LinkedTrace, LinkedTraces } from "xray-local/console-wire/linked-traces.ts";
import { formatCount } from "../../../lib/format.ts";
import { tracePath } from "../../../links.ts";
import type { Scope } from "../../../links.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { Duration } from "../../../ui/Figure.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { useNowSec } from "../../../ui/use-now.ts";
import { linkedWords, requestWords } from "../linked-words.ts";
import { Section } from "./Section.tsx";

/** The traces that this one links to, or is linked from, in order of time, with this one among them. */
export function LinkedSection({
  linked,
  tree,
  scope,
  onStep,
  onMap,
}: {
  linked: LinkedTraces;
  tree: TraceTree;
  scope: Scope;
  onStep: (id: string) => void;
  onMap: () => void;
}) {
  const { traces } = linked;
  const earlier = traces.filter(({ summary }) => summary !== undefined && summary.startSec < tree.startSec);
  const others = traces.filter((trace) => !earlier.includes(trace));
  return (
    <Section
      id="links"
      title="Linked traces"
      tool={
        <button type="button" className="link linked-map" onClick={onMap}>
          One map of the {formatCount(traces.length + 1)}
        </button>
      }
    >
      <ul className="linked" aria-label="Linked traces">
        {earlier.map((trace) => (
          <LinkedRow key={trace.id} trace={trace} tree={tree} scope={scope} onStep={onStep} />
        ))}
        <li className="linked-this">
          <span className="linked-dot" />
          <span>this trace</span>
          <span className="linked-time">
            <Duration sec={tree.responseMs / 1000} />
          </span>
        </li>
        {others.map((trace) => (
          <LinkedRow key={trace.id} trace={trace} tree={tree} scope={scope} onStep={onStep} />
        ))}
      </ul>
    </Section>
  );
}

function LinkedRow({
  trace,
  tree,
  scope,
  onStep,
}: {
  trace: LinkedTrace;
  tree: TraceTree;
  scope: Scope;
  onStep: (id: string) => void;
}) {
  const nowSec = useNowSec();
  const { id, way, summary, ownStepId, otherStepId } = trace;
  const own = tree.byId.get(ownStepId);
  return (
    <li>
      <Icon name={way === "before" ? "chevron-left" : "chevron-right"} />
      <div>
        {summary === undefined ? (
          <span title={id}>
            <code>{id}</code>, not kept
          </span>
        ) : (
          <Link to={tracePath(id, scope, { row: otherStepId })} title={id}>
            <b>{summary.name}</b> {requestWords(summary)}
          </Link>
        )}
        <p>
          {linkedWords(trace, nowSec)}
          {own === undefined ? null : (
            <>
              {way === "before" ? ", to " : ", from "}
              <button type="button" className="link" onClick={() => onStep(own.id)}>
                {own.name}
              </button>
            </>
          )}
        </p>
      </div>
      {summary?.responseSec === undefined ? null : (
        <span className={`linked-time linked-${summary.outcome}`}>
          <Duration sec={summary.responseSec} />
        </span>
      )}
    </li>
  );
}
