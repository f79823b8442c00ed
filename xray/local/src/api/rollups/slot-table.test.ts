import { describe, expect, it } from "vitest";
import { countRollup, encodeRollup } from "../../rollup/encoded-rollup.ts";
import { createSlotTable, TOO_DIFFERENT } from "./slot-table.ts";
import type { SlotTable } from "./slot-table.ts";
import type { TimeSlot } from "./time-slots.ts";

const slot = (startSec: number): TimeSlot => ({ startSec, endSec: startSec + 60 });
const rollup = (traces: number): Uint8Array => encodeRollup({ traces, topologies: [] });
/** How many traces the rollup of all of the slot's traces has; 0 when it is not kept. */
function tracesOf(table: SlotTable, startSec: number, key = ""): number {
  const kept = table.get(slot(startSec), key);
  return kept === undefined ? 0 : countRollup(kept);
}
/** With what the table counts for its own part. */
const BYTES_OF_ONE = rollup(1).length + 400;

describe("createSlotTable", () => {
  it("keeps rollups by slot and filter", () => {
    const table = createSlotTable();
    table.keep(slot(0), "a", rollup(1));
    table.keep(slot(0), "b", rollup(2));
    expect(table.get(slot(0), "a")).toEqual(rollup(1));
    expect(table.get(slot(0), "b")).toEqual(rollup(2));
    expect(table.get(slot(60), "a")).toBeUndefined();
    expect(tracesOf(table, 0, "a")).toBe(1);
    expect(tracesOf(table, 60, "a")).toBe(0);
  });

  it("forgets what it is told to", () => {
    const table = createSlotTable();
    for (const start of [0, 60, 120]) table.keep(slot(start), "", rollup(1));
    table.forget(({ startSec }) => startSec === 60);
    expect([0, 60, 120].map((start) => tracesOf(table, start))).toEqual([1, 0, 1]);
  });

  it("forgets filters that will not be asked for any more", () => {
    const table = createSlotTable(5 * BYTES_OF_ONE);
    for (const key of ["", "a", "b"]) table.keep(slot(0), key, rollup(1));
    table.keep(slot(60), "a", rollup(1));
    expect(table.hasRoom()).toBe(false);
    table.forgetOthers(new Set(["", "b"]));
    expect(["", "a", "b"].map((key) => table.get(slot(0), key) !== undefined)).toEqual([true, false, true]);
    expect(table.get(slot(60), "a")).toBeUndefined();
    expect(table.hasRoom()).toBe(true);
    for (const start of [60, 120, 180]) table.keep(slot(start), "", rollup(1));
    expect([0, 60, 120, 180].map((start) => tracesOf(table, start))).toEqual([1, 1, 1, 1]);
  });

  it("adds to what is kept for the slot, and forgets what other keys have", () => {
    const table = createSlotTable();
    for (const key of ["", "a"]) table.keep(slot(0), key, rollup(1));
    for (let more = 0; more < 20; more += 1) table.addTo(slot(0), "", rollup(2));
    expect(tracesOf(table, 0)).toBe(41);
    expect(table.get(slot(0), "")).toEqual(rollup(41));
    expect(table.get(slot(0), "a")).toBeUndefined();
  });

  it("keeps that traces are too different, whatever is added", () => {
    const table = createSlotTable();
    table.keep(slot(0), "", TOO_DIFFERENT);
    for (let more = 0; more < 20; more += 1) table.addTo(slot(0), "", rollup(2));
    expect(table.get(slot(0), "")).toBe(TOO_DIFFERENT);
    table.forget(() => true);
    expect(table.get(slot(0), "")).toBeUndefined();
  });

  it("adds to nothing only when there is nothing else in the slot", () => {
    const table = createSlotTable();
    table.addTo(slot(0), "", rollup(2));
    expect(table.get(slot(0), "")).toBeUndefined();
    table.keep(slot(0), "a", rollup(0));
    table.addTo(slot(0), "", rollup(2), true);
    expect(table.get(slot(0), "")).toEqual(rollup(2));
    expect(table.get(slot(0), "a")).toBeUndefined();
  });

  it("stays within its bounds: what was computed longest ago goes", () => {
    const table = createSlotTable(3 * BYTES_OF_ONE);
    for (const start of [0, 60, 120]) table.keep(slot(start), "", rollup(1));
    table.keep(slot(0), "", rollup(5));
    table.keep(slot(180), "", rollup(1));
    expect([0, 60, 120, 180].map((start) => tracesOf(table, start))).toEqual([5, 0, 1, 1]);
    for (const key of ["a", "b", "c", "d"]) table.keep(slot(240), key, rollup(1));
    expect(table.get(slot(240), "d")).toBeUndefined();
    table.keep(slot(300), "", rollup(1));
    expect(tracesOf(table, 300)).toBe(1);
  });
});
