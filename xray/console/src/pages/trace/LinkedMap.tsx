import { useNavigate } from "react-router";
import type { LinkedTraces } from "xray-local/console-wire/linked-traces.ts";
import { formatCount } from "../../lib/format.ts";
import { tracePath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import type { MapNode } from "../../map-model/map-graph.ts";
import { SmallMap } from "../../trace-map/SmallMap.tsx";
import type { TraceTree } from "../../trace-model/step.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Dialog } from "../../ui/overlays/Dialog.tsx";
import { useSize } from "../../ui/use-size.ts";
import { firstStepOf, useTraceGraph } from "./state/use-trace-graph.ts";

/** One map of a trace and those that it is linked with. A node leads to its step here, else to the trace that it began. */
export function LinkedMap({
  id,
  tree,
  linked,
  scope,
  isOpen,
  onStep,
  onClose,
}: {
  id: string;
  tree: TraceTree;
  linked: LinkedTraces;
  scope: Scope;
  isOpen: boolean;
  onStep: (id: string) => void;
  onClose: () => void;
}) {
  const [measure, size] = useSize();
  const navigate = useNavigate();
  const kept = linked.traces.filter(({ summary }) => summary !== undefined);
  const graph = useTraceGraph([id, ...kept.map((trace) => trace.id)], tree, isOpen);
  function open(node: MapNode): void {
    const step = firstStepOf(tree, node);
    const other = kept.find(({ summary }) => summary?.name === node.name);
    if (step === undefined && other === undefined) return;
    onClose();
    if (step) onStep(step.id);
    else if (other) void navigate(tracePath(other.id, scope, { row: other.otherStepId }));
  }
  const title = `One map of the ${formatCount(kept.length + 1)} traces`;
  return (
    <Dialog open={isOpen} onClose={onClose} label={title} form="wide">
      <div className="linked-map-head">
        <h2>{title}</h2>
        <button type="button" className="ctl ctl-square" aria-label="Close the map" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="linked-map-body" ref={measure}>
        {size && graph.nodes.length > 0 ? (
          <SmallMap graph={graph} width={size.width} height={size.height} label={title} onNode={open} />
        ) : null}
      </div>
    </Dialog>
  );
}
