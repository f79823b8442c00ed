import { decodeRollup, encodeRollup } from "../../rollup/encoded-rollup.ts";
import { createTraceRollup } from "../../trace/graph/trace-rollup.ts";
import type { TimeSlot } from "./time-slots.ts";

/** Six hours by the minute for a few filters: a busy minute takes some 4 kB for each. */
const MAX_BYTES = 12 * 2 ** 20;

/** The share that may be filled in advance. */
const ROOM = 0.75;

/** What an entry costs beside its bytes, roughly. */
const ENTRY_BYTES = 400;

/**
 * Kept in the place of a rollup where the traces of a slot have too little in common, so that nobody tries to roll them up
 * again; more of them change nothing about that.
 */
export const TOO_DIFFERENT = new Uint8Array();

/** Encoded rollups by slot and filter. When there are too many, drops the slot that was computed longest ago. */
export interface SlotTable {
  get(slot: TimeSlot, key: string): Uint8Array | undefined;
  keep(slot: TimeSlot, key: string, encoded: Uint8Array): void;
  forget(isMeant: (slot: TimeSlot) => boolean): void;
  /**
   * Adds to the rollup of a key, if there is one or if nothing else is in the slot (`isAll`). Drops the rollups of
   * other keys.
   */
  addTo(slot: TimeSlot, key: string, more: Uint8Array, isAll?: boolean): void;
  /** Only these filters will be used from now on. */
  forgetOthers(keys: ReadonlySet<string>): void;
  /** Whether something can be added in advance without soon dropping what was asked for. */
  hasRoom(): boolean;
}

/** Arrivals are kept as further parts, up to this many, because adding them up takes longer than storing both. */
const MAX_PARTS = 8;

interface Row {
  slot: TimeSlot;
  /** The parts that together are the rollup of a key. */
  rollups: Map<string, readonly Uint8Array[]>;
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
    row.bytes = 0;
    for (const parts of row.rollups.values()) {
      row.bytes += ENTRY_BYTES + parts.reduce((sum, { length }) => sum + length, 0);
    }
    total += row.bytes;
  }

  function put(slot: TimeSlot, rollups: Row["rollups"]): void {
    const name = nameOf(slot);
    remove(name);
    const row = { slot, rollups, bytes: 0 };
    rows.set(name, row);
    count(row);
    for (const oldest of rows.keys()) {
      if (total <= maxBytes) break;
      remove(oldest);
    }
  }

  /** Joins several parts into one, or says that they have too little in common. */
  function join(name: string, key: string): Uint8Array | undefined {
    const row = rows.get(name);
    const parts = row?.rollups.get(key);
    if (row === undefined || parts === undefined || parts.length === 1) return parts?.[0];
    const whole = joinParts(parts) ?? TOO_DIFFERENT;
    row.rollups.set(key, [whole]);
    count(row);
    return whole;
  }

  return {
    get: (slot, key) => join(nameOf(slot), key),
    keep(slot, key, encoded) {
      const rollups: Row["rollups"] = rows.get(nameOf(slot))?.rollups ?? new Map();
      put(slot, rollups.set(key, [encoded]));
    },
    addTo(slot, key, more, isAll = false) {
      const name = nameOf(slot);
      const known = isAll ? [] : rows.get(name)?.rollups.get(key);
      if (known === undefined) {
        remove(name);
        return;
      }
      const parts = known[0] === TOO_DIFFERENT ? known : [...known, more];
      put(slot, new Map([[key, parts]]));
      if (parts.length > MAX_PARTS) join(name, key);
    },
    forget(isMeant) {
      for (const [name, { slot }] of rows) if (isMeant(slot)) remove(name);
    },
    forgetOthers(keys) {
      for (const [name, row] of rows) {
        for (const key of row.rollups.keys()) if (!keys.has(key)) row.rollups.delete(key);
        if (row.rollups.size === 0) remove(name);
        else count(row);
      }
    },
    hasRoom: () => total < ROOM * maxBytes,
  };
}

function joinParts(parts: readonly Uint8Array[]): Uint8Array | undefined {
  const whole = createTraceRollup();
  const isSummable = parts.every((part) => whole.addRollup(decodeRollup(part)));
  return isSummable ? encodeRollup(whole.rollup()) : undefined;
}
