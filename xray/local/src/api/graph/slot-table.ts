import { countSummed } from "../../store/encoded-sums.ts";
import type { TimeSlot } from "./time-slots.ts";

/** Six hours by the minute for some filters at once: a busy minute takes some 4 kB for each. */
const MAX_BYTES = 12 * 2 ** 20;

/** The share that is filled ahead of being asked for. */
const ROOM = 0.75;

/** What an entry costs beside its bytes, about. */
const ENTRY_BYTES = 400;

/** Encoded sums by slot and filter. When there are too many, the slot that was computed longest ago goes. */
export interface SlotTable {
  get(slot: TimeSlot, key: string): Uint8Array | undefined;
  keep(slot: TimeSlot, key: string, sums: Uint8Array): void;
  forget(isMeant: (slot: TimeSlot) => boolean): void;
  /** Of the filters none but these will be asked for any more. */
  forgetOthers(keys: ReadonlySet<string>): void;
  /** Whether something can be kept ahead of being asked for without soon pushing out what was. */
  hasRoom(): boolean;
  /** How many traces the slot had when it was computed; 0 when it is not kept. */
  traces(slot: TimeSlot): number;
}

interface Row {
  slot: TimeSlot;
  sums: Map<string, Uint8Array>;
  bytes: number;
}

export function createSlotTable(maxBytes = MAX_BYTES): SlotTable {
  const rows = new Map<string, Row>();
  let total = 0;

  const nameOf = ({ startSec, endSec }: TimeSlot): string => `${startSec}-${endSec}`;

  function remove(name: string): void {
    total -= rows.get(name)?.bytes ?? 0;
    rows.delete(name);
  }

  function count(row: Row): void {
    total -= row.bytes;
    row.bytes = [...row.sums.values()].reduce((sum, { length }) => sum + length + ENTRY_BYTES, 0);
    total += row.bytes;
  }

  return {
    get: (slot, key) => rows.get(nameOf(slot))?.sums.get(key),
    keep(slot, key, encoded) {
      const name = nameOf(slot);
      const sums = rows.get(name)?.sums ?? new Map<string, Uint8Array>();
      remove(name);
      sums.set(key, encoded);
      const row = { slot, sums, bytes: 0 };
      rows.set(name, row);
      count(row);
      for (const oldest of rows.keys()) {
        if (total <= maxBytes) break;
        remove(oldest);
      }
    },
    forget(isMeant) {
      for (const [name, { slot }] of rows) if (isMeant(slot)) remove(name);
    },
    forgetOthers(keys) {
      for (const [name, row] of rows) {
        for (const key of row.sums.keys()) if (!keys.has(key)) row.sums.delete(key);
        if (row.sums.size === 0) remove(name);
        else count(row);
      }
    },
    hasRoom: () => total < ROOM * maxBytes,
    traces(slot) {
      const [sums] = rows.get(nameOf(slot))?.sums.values() ?? [];
      return sums ? countSummed(sums) : 0;
    },
  };
}
