import { expect, test, vi } from "vitest";
import { createTraceCache } from "./trace-cache.ts";

function makeCache() {
  const asked: (readonly string[])[] = [];
  const call = (_path: string, input: unknown) => {
    const { TraceIds } = input as { TraceIds: readonly string[] };
    asked.push(TraceIds);
    return Promise.resolve({
      Traces: TraceIds.map((Id) => ({ Id, Duration: 1, LimitExceeded: false, Segments: [] })),
    });
  };
  return {
    asked,
    cache: createTraceCache(call, (trace) => trace.Id.toUpperCase()),
  };
}

const wishes = (count: number, revision = 1) =>
  Array.from({ length: count }, (_, index) => ({ id: `t${index}`, revision }));

test("traces are asked for five at a time", async () => {
  const { asked, cache } = makeCache();
  cache.want(wishes(12));
  await vi.waitFor(() => expect(cache.get("t11")).toBe("T11"));
  expect(asked.map((ids) => ids.length)).toEqual([5, 5, 2]);
});

test("what is known is not asked for again, until it has changed", async () => {
  const { asked, cache } = makeCache();
  cache.want(wishes(1));
  await vi.waitFor(() => expect(cache.get("t0")).toBe("T0"));
  cache.want(wishes(1));
  expect(asked).toHaveLength(1);
  cache.want(wishes(1, 2));
  expect(asked).toHaveLength(2);
  expect(cache.get("t0")).toBe("T0");
});

test("rows that left the view before their turn are not asked for", async () => {
  const { asked, cache } = makeCache();
  cache.want(wishes(40));
  cache.want([]);
  await vi.waitFor(() => expect(cache.get("t14")).toBe("T14"));
  expect(asked.flat()).toHaveLength(15);
});
