import { expect, test, vi } from "vitest";
import { ServerGoneError } from "./api-error.ts";
import { createTraceCache, RETRY_MS } from "./trace-cache.ts";
import type { callXray } from "./xray-client.ts";

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

test("after all traces were deleted, those in view are asked for anew, and no answer of before counts", async () => {
  const answers: ((name: string) => void)[] = [];
  const call = (_path: string, input: unknown) => {
    const [Id = ""] = (input as { TraceIds: readonly string[] }).TraceIds;
    return new Promise<object>((resolve) => {
      answers.push((name) =>
        resolve({ Traces: [{ Id, Duration: name.length, LimitExceeded: false, Segments: [] }] }),
      );
    });
  };
  const cache = createTraceCache(call as typeof callXray, ({ Duration }) => Duration);
  cache.want(wishes(1));
  answers[0]?.("old");
  await vi.waitFor(() => expect(cache.get("t0")).toBe(3));
  cache.want(wishes(1, 2));
  cache.forget();
  expect(cache.get("t0")).toBeUndefined();
  answers[1]?.("older");
  // The same revision, as of a trace that is sent again.
  answers[2]?.("newest");
  await vi.waitFor(() => expect(cache.get("t0")).toBe(6));
  expect(answers).toHaveLength(3);
});

test("rows that left the view before their turn are not asked for", async () => {
  const { asked, cache } = makeCache();
  cache.want(wishes(40));
  cache.want([]);
  await vi.waitFor(() => expect(cache.get("t14")).toBe("T14"));
  expect(asked.flat()).toHaveLength(15);
});

test("what could not be had is asked for again, while its rows are in view", async () => {
  vi.useFakeTimers();
  let isAway = true;
  const call = (_path: string, input: unknown) => {
    const { TraceIds } = input as { TraceIds: readonly string[] };
    const Traces = TraceIds.map((Id) => ({ Id, Duration: 1, LimitExceeded: false, Segments: [] }));
    return isAway ? Promise.reject(new ServerGoneError()) : Promise.resolve({ Traces });
  };
  const cache = createTraceCache(call, (trace) => trace.Id);
  cache.want(wishes(2));
  await vi.advanceTimersByTimeAsync(0);
  isAway = false;
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  expect(cache.get("t1")).toBe("t1");
  vi.useRealTimers();
});
