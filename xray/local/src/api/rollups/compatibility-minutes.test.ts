import { expect, onTestFinished, test } from "vitest";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { readCompatibility } from "../read-compatibility.ts";
import type { ApiContext } from "../context.ts";

const MINUTE_SEC = Math.floor(NOW_SEC / 60) * 60 - 600;

/** Segments that end before they begin, by default. */
async function put(context: ApiContext, count: number, fields: object = {}): Promise<void> {
  const segments = Array.from({ length: count }, (_, n) =>
    makeSegment({ start_time: MINUTE_SEC + n / 100, end_time: MINUTE_SEC - 5, ...fields }),
  );
  await context.store.put(segments.map((segment) => JSON.stringify(segment)));
}

function startLooking(context: ApiContext): void {
  onTestFinished(context.compatibility.start({ settledMs: 0, restMs: 0, lookEveryMs: 1 }));
}

const ask = (context: ApiContext) =>
  readCompatibility(new URLSearchParams({ start: String(MINUTE_SEC), end: String(NOW_SEC) }), context);

test("traces are looked at as they arrive, however many there are", async () => {
  const context = makeContext();
  startLooking(context);
  await put(context, 2_500);
  await expect.poll(() => context.compatibility.read(MINUTE_SEC)?.scanned, { timeout: 20_000 }).toBe(2_500);
  expect(await ask(context)).toMatchObject({
    scanned: 2_500,
    more: false,
    problems: [{ kind: "ClockOff", count: 2_500, traces: 2_500, examples: [{}, {}, {}, {}, {}] }],
  });
});

test("a minute in which something came is looked at anew", async () => {
  const context = makeContext();
  await put(context, 3);
  startLooking(context);
  await expect.poll(() => context.compatibility.read(MINUTE_SEC)?.scanned, { timeout: 20_000 }).toBe(3);
  await put(context, 2);
  expect(await ask(context)).toMatchObject({ scanned: 5, problems: [{ count: 5 }] });
  await expect.poll(() => context.compatibility.read(MINUTE_SEC)?.scanned, { timeout: 20_000 }).toBe(5);
});

test("what is still open is looked at again once it is old enough to be forgotten", async () => {
  let nowSec = MINUTE_SEC + 60;
  const context = makeContext({ nowMs: () => nowSec * 1000 });
  startLooking(context);
  await put(context, 1, { in_progress: true, end_time: undefined });
  await expect.poll(() => context.compatibility.read(MINUTE_SEC)?.kinds.size, { timeout: 20_000 }).toBe(0);
  nowSec += 400;
  await expect
    .poll(() => context.compatibility.read(MINUTE_SEC)?.kinds.get("NeverClosed")?.count, { timeout: 20_000 })
    .toBe(1);
});
