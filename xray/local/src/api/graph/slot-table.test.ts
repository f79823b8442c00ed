import { describe, expect, it } from "vitest";
import { createSlotTable } from "./slot-table.ts";
import type { TimeSlot } from "./time-slots.ts";

const slot = (startSec: number): TimeSlot => ({ startSec, endSec: startSec + 60 });
const graph = (traces: number): { traces: number; nodes: [] } => ({ traces, nodes: [] });

describe("createSlotTable", () => {
  it("keeps graphs by slot and filter", () => {
    const table = createSlotTable();
    table.keep(slot(0), "a", graph(1));
    table.keep(slot(0), "b", graph(2));
    expect(table.get(slot(0), "a")).toEqual(graph(1));
    expect(table.get(slot(0), "b")).toEqual(graph(2));
    expect(table.get(slot(60), "a")).toBeUndefined();
    expect(table.traces(slot(0))).toBe(1);
    expect(table.traces(slot(60))).toBe(0);
  });

  it("forgets what it is told to", () => {
    const table = createSlotTable();
    for (const start of [0, 60, 120]) table.keep(slot(start), "", graph(1));
    table.forget(({ startSec }) => startSec === 60);
    expect([0, 60, 120].map((start) => table.traces(slot(start)))).toEqual([1, 0, 1]);
  });

  it("stays within its bounds: what was computed longest ago goes", () => {
    const table = createSlotTable(3);
    for (const start of [0, 60, 120]) table.keep(slot(start), "", graph(1));
    table.keep(slot(0), "", graph(5));
    table.keep(slot(180), "", graph(1));
    expect([0, 60, 120, 180].map((start) => table.traces(slot(start)))).toEqual([5, 0, 1, 1]);
    for (const key of ["a", "b", "c", "d"]) table.keep(slot(240), key, graph(1));
    expect(table.get(slot(240), "d")).toBeUndefined();
    table.keep(slot(300), "", graph(1));
    expect(table.traces(slot(300))).toBe(1);
  });
});
