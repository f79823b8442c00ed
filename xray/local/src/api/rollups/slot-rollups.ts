import { decodeRollup, encodeRollup } from "../../rollup/encoded-rollup.ts";
import type { RollupStore } from "../../rollup/rollup-store.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createTraceRollup } from "../../trace/graph/trace-rollup.ts";
import type { TraceRollup } from "../../trace/graph/trace-rollup.ts";
import type { KeyedFilter } from "../filters/trace-filters.ts";
import { scanTraces } from "../scan-traces.ts";
import { ALL_TRACES, followArrivals } from "./follow-arrivals.ts";
import { createSlotTable, TOO_DIFFERENT } from "./slot-table.ts";
import { isMinute, isWhole, partsOf, secondOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

type Store = Pick<TraceStore, "count" | "scan" | "subscribe">;

/** Which traces of a slot are meant: without a filter, all. */
interface SlotQuery {
  slot: TimeSlot;
  filter: KeyedFilter | undefined;
  /** Aborts the work, which then rejects. */
  signal: AbortSignal;
}

/** Rollups of slots, kept until a trace in them changes. */
export interface SlotRollups {
  /** Undefined when the traces of the slot have too little in common: they must then be read one by one. */
  read(query: SlotQuery): Promise<TraceRollup | undefined>;
  /** Rolls up a whole slot before anyone asks for it; false when it is there already, or there is no room. */
  prepare(query: SlotQuery & { filter: KeyedFilter }): Promise<boolean>;
  /** Only these filters will be used from now on. */
  forgetOthers(filters: readonly KeyedFilter[]): void;
}

export function createSlotRollups(store: Store, archive: RollupStore | undefined): SlotRollups {
  const kept = createSlotTable();
  /** Slots that are being rolled up; the result must not be kept when they change meanwhile. */
  const open = new Set<TimeSlot & { isStale: boolean }>();

  followArrivals(store, archive ?? store, kept, (isChanged) => {
    for (const slot of open) slot.isStale ||= isChanged(slot);
  });

  async function read(query: SlotQuery): Promise<TraceRollup | undefined> {
    if (!isWhole(query.slot)) return readPart(query);
    const { matchesTopology } = query.filter ?? {};
    // A filter on topologies alone needs no trace, only the rollup of all traces, which the archive has.
    const whole = matchesTopology ? await read({ ...query, filter: undefined }) : undefined;
    if (matchesTopology && whole) return { ...whole, topologies: whole.topologies.filter(matchesTopology) };
    const key = keyOf(query);
    const known = kept.get(query.slot, key);
    if (known === TOO_DIFFERENT) return undefined;
    return known ? decodeRollup(known) : rollUpAndKeep(query, key);
  }

  /** For a part of a second: uses the whole second where no trace lies outside the part, as in the current second. */
  function readPart(query: SlotQuery): Promise<TraceRollup | undefined> {
    const slot = secondOf(query.slot.startSec);
    const isAll = store.count(slot) === store.count(query.slot);
    return isAll ? read({ ...query, slot }) : rollUpTraces(store, query);
  }

  async function rollUpAndKeep(query: SlotQuery, key: string): Promise<TraceRollup | undefined> {
    const slot = { ...query.slot, isStale: false };
    open.add(slot);
    try {
      const rollup = await rollUp(query, key);
      if (!slot.isStale) kept.keep(query.slot, key, rollup ? encodeRollup(rollup) : TOO_DIFFERENT);
      return rollup;
    } finally {
      open.delete(slot);
    }
  }

  async function rollUp(query: SlotQuery, key: string): Promise<TraceRollup | undefined> {
    const parts = partsOf(query.slot);
    if (parts.some((part) => kept.get(part, key))) return join(parts, query);
    if (archive === undefined || query.filter || !isMinute(query.slot)) return rollUpTraces(store, query);
    return readArchived(archive, query.slot.startSec, () => rollUpTraces(store, query));
  }

  /** While the end of a range is live, its last minute is known in parts; a whole minute is then made of them. */
  async function join(parts: readonly TimeSlot[], query: SlotQuery): Promise<TraceRollup | undefined> {
    const whole = createTraceRollup();
    for (const slot of parts) {
      const part = await read({ ...query, slot });
      if (part === undefined || !whole.addRollup(part)) return undefined;
    }
    return whole.rollup();
  }

  return {
    read,
    async prepare(query) {
      const { slot, filter } = query;
      if (filter.matchesTopology || kept.get(slot, filter.key) || !kept.hasRoom()) return false;
      await read(query);
      return true;
    },
    forgetOthers(filters) {
      kept.forgetOthers(new Set([ALL_TRACES, ...filters.map(({ key }) => key)]));
    },
  };
}

function keyOf({ filter }: SlotQuery): string {
  return filter?.key ?? ALL_TRACES;
}

/** Reads a minute from the archive; if it is not there, computes it now and stores it there. */
async function readArchived(
  archive: RollupStore,
  startSec: number,
  make: () => Promise<TraceRollup | undefined>,
): Promise<TraceRollup | undefined> {
  const before = archive.mark(startSec);
  const archived = archive.read(before);
  if (archived) return decodeRollup(archived);
  const rollup = await make();
  const isSame = archive.mark(startSec).mark === before.mark;
  if (rollup && isSame) archive.keep(before, encodeRollup(rollup));
  return rollup;
}

/** Reads the traces. Traces that the filter excludes are counted too, because they are in the slot. */
async function rollUpTraces(
  store: Pick<TraceStore, "scan">,
  { slot, filter, signal }: SlotQuery,
): Promise<TraceRollup | undefined> {
  const matching = createTraceRollup();
  let others = 0;
  let isSummable = true;
  await scanTraces({ store, signal }, slot, (facts) => {
    if (!filter || filter.matches(facts)) isSummable = matching.add(facts);
    else others += 1;
    return isSummable;
  });
  if (!isSummable) return undefined;
  const rollup = matching.rollup();
  return { ...rollup, traces: rollup.traces + others };
}
