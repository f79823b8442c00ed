import type { TraceFacts } from "../../model/trace-facts.ts";
import { toTopology, toTopologyKey } from "../../model/trace-topology.ts";
import type { TraceTopology } from "../../model/trace-topology.ts";

/** What traces with the same requests have in common; it is stored once for all of them. */
export interface StoredTopology extends TraceTopology {
  entryPoint?: number | undefined;
  resourceArns: readonly string[];
  instanceIds: readonly string[];
  availabilityZones: readonly string[];
}

/**
 * A topology in its written form: one object for all traces that share it, as long as there are not too many others.
 */
export interface TopologyLine {
  readonly line: string;
}

/** Looking a topology up by its key takes a fraction of the time of writing it as JSON. */
const known = new Map<string, TopologyLine>();
const MAX_KNOWN = 2000;

export function toTopologyLine(facts: TraceFacts): TopologyLine {
  const key = toStoredKey(facts);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const topology = { line: JSON.stringify(toStoredTopology(facts)) };
  known.set(key, topology);
  return topology;
}

function toStoredKey(facts: TraceFacts): string {
  const { entryPoint, resourceArns, instanceIds, availabilityZones } = facts;
  const places =
    resourceArns.length + instanceIds.length + availabilityZones.length === 0
      ? ""
      : JSON.stringify([resourceArns, instanceIds, availabilityZones]);
  return `${toTopologyKey(facts)}@${entryPoint ?? ""}${places}`;
}

function toStoredTopology(facts: TraceFacts): StoredTopology {
  return {
    ...toTopology(facts),
    entryPoint: facts.entryPoint,
    resourceArns: facts.resourceArns,
    instanceIds: facts.instanceIds,
    availabilityZones: facts.availabilityZones,
  };
}
