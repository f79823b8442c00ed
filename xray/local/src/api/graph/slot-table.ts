import type { PackedGraph } from "./packed-graph.ts";
import type { TimeSlot } from "./time-slots.ts";

/** Six hours by the minute for some filters at once. A minute takes 10 to 30 kB. */
const MAX_GRAPHS = 2_000;

/** Graphs by slot and filter. When there are too many, the slot that was computed longest ago goes. */
export interface SlotTable {
  get(slot: TimeSlot, key: string): PackedGraph | undefined;
  keep(slot: TimeSlot, key: string, graph: PackedGraph): void;
  forget(isMeant: (slot: TimeSlot) => boolean): void;
  /** How many traces the slot had when it was computed; 0 when it is not kept. */
  traces(slot: TimeSlot): number;
}

export function createSlotTable(maxGraphs = MAX_GRAPHS): SlotTable {
  const rows = new Map<string, { slot: TimeSlot; graphs: Map<string, PackedGraph> }>();
  let count = 0;

  const nameOf = ({ startSec, endSec }: TimeSlot): string => `${startSec}-${endSec}`;

  function remove(name: string): void {
    count -= rows.get(name)?.graphs.size ?? 0;
    rows.delete(name);
  }

  return {
    get: (slot, key) => rows.get(nameOf(slot))?.graphs.get(key),
    keep(slot, key, graph) {
      const name = nameOf(slot);
      const graphs = rows.get(name)?.graphs ?? new Map<string, PackedGraph>();
      remove(name);
      graphs.set(key, graph);
      rows.set(name, { slot, graphs });
      count += graphs.size;
      for (const oldest of rows.keys()) {
        if (count <= maxGraphs) break;
        remove(oldest);
      }
    },
    forget(isMeant) {
      for (const [name, { slot }] of rows) if (isMeant(slot)) remove(name);
    },
    traces(slot) {
      const [graph] = rows.get(nameOf(slot))?.graphs.values() ?? [];
      return graph?.traces ?? 0;
    },
  };
}
