import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { createFlame } from "./flame.ts";
import type { Flame } from "./flame.ts";
import { layoutFlame, neighbourFrame } from "./flame-layout.ts";
import { leadersOf } from "./flame-leaders.ts";
import { assembleTraceTree } from "./trace-tree.ts";

function flameOf(documents: readonly SegmentDocument[]): Flame {
  const flame = createFlame();
  flame.add(assembleTraceTree(documents));
  return flame.result();
}

const frameOf = (flame: Flame, name: string) => [...flame.byId.values()].find((frame) => frame.name === name);

const places = (flame: Flame, zoomed?: string) =>
  layoutFlame(flame, zoomed === undefined ? undefined : frameOf(flame, zoomed), 0).map(
    ({ frame: { name }, level, x, width, ownShare }) =>
      `${level} ${name} ${x.toFixed(2)}+${width.toFixed(2)} own ${ownShare.toFixed(2)}`,
  );

describe("the layout of a flame", () => {
  test("gives traces with several roots the whole width together", () => {
    expect(places(flameOf(SENDERS.orphans))).toEqual([
      "0 called 0.00+0.83 own 1.00",
      "0 lost 0.83+0.17 own 1.00",
    ]);
  });

  test("says which part of a frame is its own time", () => {
    expect(places(flameOf(SENDERS.backend))[0]).toBe("0 backend-flask 0.00+1.00 own 0.15");
  });

  test("zooms through all levels: each caller is as wide as the zoomed frame, what stood beside them is gone", () => {
    expect(places(flameOf(SENDERS.goPhases), "connect")).toEqual([
      "0 go 0.00+1.00 own 0.25",
      "1 api.local 0.00+1.00 own 0.00",
      "2 connect 0.00+1.00 own 0.00",
      "3 dns 0.00+0.25 own 1.00",
      "3 dial 0.25+0.75 own 1.00",
    ]);
  });

  test("places what took no time without a division by it", () => {
    expect(places(flameOf([makeSegment("a", 0, 0)]))).toEqual(["0 a 0.00+0.00 own 1.00"]);
  });

  test("leads nowhere from the root up, from a leaf down, nor past the end of a level", () => {
    const subsegments = [makeSub("b", 0, 40, { subsegments: [makeSub("d", 0, 9)] }), makeSub("c", 40, 99)];
    const flame = flameOf([makeSegment("a", 0, 100, { subsegments })]);
    const placed = layoutFlame(flame, undefined, 0);
    const go = (name: string, towards: Parameters<typeof neighbourFrame>[2]) =>
      neighbourFrame(placed, frameOf(flame, name), towards)?.name;
    expect(go("a", "down")).toBe("c");
    expect([go("a", "up"), go("c", "down"), go("c", "right"), go("d", "left")]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(neighbourFrame([], undefined, "down")).toBeUndefined();
  });
});

describe("a frame", () => {
  const failing = (id: string, from: number, to: number, extra: object) =>
    makeSub(id, from, to, { name: "call", namespace: "remote", ...extra });
  const flame = flameOf([
    makeSegment("api", 0, 100, {
      fault: true,
      subsegments: [
        failing("c1", 0, 10, { error: true }),
        failing("c2", 10, 40, { fault: true }),
        failing("c3", 40, 60, { error: true, throttle: true }),
      ],
    }),
  ]);

  test("has the worst outcome that began in its steps, and none that was passed on to it", () => {
    expect([frameOf(flame, "call")?.outcome, frameOf(flame, "api")?.outcome]).toEqual(["fault", "ok"]);
  });

  test("leads to its longest step, and each of its steps leads to it", () => {
    expect(frameOf(flame, "call")?.stepId).toBe("c2");
    expect(["c1", "c2", "c3"].map((id) => flame.byStep.get(id)?.count)).toEqual([3, 3, 3]);
  });

  test("adds up durations apart from the time that it was waited for", () => {
    const subsegments = [makeSub("x1", 0, 50, { name: "x" }), makeSub("x2", 0, 50, { name: "x" })];
    const both = frameOf(flameOf([makeSegment("a", 0, 50, { subsegments })]), "x");
    expect([both?.sumMs, both?.widthMs, both?.ownMs, both?.count]).toEqual([100, 50, 50, 2]);
  });
});

describe("names below a flame", () => {
  const leaf = (name: string, from: number, lengthMs: number) => makeSub(name, from, from + lengthMs);
  const leaders = (width: number, ...subsegments: ReturnType<typeof leaf>[]) =>
    leadersOf(
      layoutFlame(flameOf([makeSegment("a", 0, 1000, { subsegments })]), undefined, 0),
      width,
      70,
    ).map(
      ({ frame: { name }, level, x, row, side }) => `${name} ${level} at ${Math.round(x)} row ${row} ${side}`,
    );

  test("stand at the middle of their frames", () => {
    expect(leaders(1000, leaf("p", 100, 40), leaf("wide", 200, 700), leaf("q", 950, 20))).toEqual([
      "p 1 at 20 row 0 right",
      "q 1 at 750 row 0 left",
    ]);
  });

  test("have a line each where there is no room for two beside each other", () => {
    expect(leaders(500, leaf("p", 100, 40), leaf("wide", 200, 700), leaf("q", 950, 20))).toEqual([
      "p 1 at 10 row 0 right",
      "q 1 at 375 row 1 left",
    ]);
  });

  test("are those of the four widest", () => {
    const five = [10, 30, 20, 50, 40].map((lengthMs, index) => leaf(`w${lengthMs}`, index * 80, lengthMs));
    expect(leaders(1000, ...five).map((words) => words.split(" ")[0])).toEqual(["w40", "w50", "w20", "w30"]);
  });

  test("are none for frames that hold their own, for slivers and for callers", () => {
    const caller = makeSub("caller", 500, 540, { subsegments: [leaf("sliver", 500, 2)] });
    expect(leaders(1000, leaf("wide", 0, 70), caller)).toEqual([]);
  });
});
