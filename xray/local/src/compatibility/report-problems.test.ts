import { expect, test } from "vitest";
import { createProblemRegistry } from "./report-problems.ts";

test("says of a subsegment alone that its segment has to be sent", () => {
  const registry = createProblemRegistry();
  registry.add("t", [{ kind: "ParentMissing", where: "charge card" }]);
  expect(registry.list()[0]?.remedy).toMatch(/send the segment too/);
});

test("counts places and traces by kind, keeps five examples, and tells what is lost first", () => {
  const registry = createProblemRegistry();
  for (let trace = 0; trace < 4; trace += 1) {
    registry.add(`t${trace}`, [
      { kind: "ClockOff", where: "a" },
      { kind: "ClockOff", entityId: "e", where: "b" },
    ]);
  }
  registry.add("t9", [{ kind: "NeverClosed", where: "c" }]);
  const told = registry.list();
  expect(told.map(({ kind, count, traces }) => [kind, count, traces])).toEqual([
    ["NeverClosed", 1, 1],
    ["ClockOff", 8, 4],
  ]);
  expect(told[1]?.examples).toHaveLength(5);
  expect(told[1]?.examples[1]).toEqual({ traceId: "t0", entityId: "e", where: "b" });
  expect(told[0]?.remedy).toContain("finally");
});
