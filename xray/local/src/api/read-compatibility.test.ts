import { expect, test } from "vitest";
import { makeSegment } from "../trace/testing/make-documents.ts";
import { readCompatibility } from "./read-compatibility.ts";
import { makeContext } from "./testing/make-context.ts";

const hexOf = (number: number, digits: number) => number.toString(16).padStart(digits, "0");

async function contextWith(traces: number) {
  const context = makeContext({ nowMs: () => 1_000_000 });
  const documents = Array.from({ length: traces }, (_, index) =>
    JSON.stringify(
      makeSegment("backend", {
        id: hexOf(index + 1, 16),
        trace_id: `1-00000064-${hexOf(index, 24)}`,
        start_time: 100 + index / 1000,
        end_time: 99,
      }),
    ),
  );
  await context.store.put(documents);
  return context;
}

const query = (text: string) => new URLSearchParams(text);

test("looks at the traces of the range only", async () => {
  const context = await contextWith(10);
  const report = await readCompatibility(query("start=100.005&end=200"), context);
  expect(report).toMatchObject({
    scanned: 5,
    more: false,
    problems: [{ kind: "ClockOff", count: 5, traces: 5 }],
  });
  expect(report.problems[0]?.examples[0]?.traceId).toBe(`1-00000064-${hexOf(9, 24)}`);
});

test("stops, and says so, where there are more than it looks at", async () => {
  const context = await contextWith(2_001);
  const report = await readCompatibility(query("start=0&end=200"), context);
  expect(report.more).toBe(true);
  expect(report.scanned).toBeLessThanOrEqual(2_000);
});

test.each(["", "start=1", "start=a&end=2", "start=1&end="])("%j is rejected in words", async (text) => {
  await expect(readCompatibility(query(text), makeContext())).rejects.toThrow(/is a time in epoch seconds/);
});
