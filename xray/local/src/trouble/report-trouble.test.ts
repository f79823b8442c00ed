import { expect, test } from "vitest";
import { createTroubleBook } from "./report-trouble.ts";

test("counts places and traces by kind, keeps five examples, and tells what is lost first", () => {
  const book = createTroubleBook();
  for (let trace = 0; trace < 4; trace += 1) {
    book.add(`t${trace}`, [
      { kind: "ClockOff", where: "a" },
      { kind: "ClockOff", entityId: "e", where: "b" },
    ]);
  }
  book.add("t9", [{ kind: "NeverClosed", where: "c" }]);
  const told = book.list();
  expect(told.map(({ kind, count, traces }) => [kind, count, traces])).toEqual([
    ["NeverClosed", 1, 1],
    ["ClockOff", 8, 4],
  ]);
  expect(told[1]?.examples).toHaveLength(5);
  expect(told[1]?.examples[1]).toEqual({ traceId: "t0", entityId: "e", where: "b" });
  expect(told[0]?.remedy).toContain("finally");
});
