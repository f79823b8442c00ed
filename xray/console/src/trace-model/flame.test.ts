import { describe, expect, test } from "vitest";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { createFlame } from "./flame.ts";
import type { Flame, FlameFrame } from "./flame.ts";
import { leadersOf } from "./flame-leaders.ts";
import { callersOf, layoutFlame, neighbourFrame } from "./flame-layout.ts";
import { assembleTraceTree } from "./trace-tree.ts";

function flameOf(...traces: Parameters<typeof assembleTraceTree>[0][]): Flame {
  const flame = createFlame();
  for (const documents of traces) flame.add(assembleTraceTree(documents));
  return flame.result();
}

/** `name ×count width own [ children ]` */
const say = (frames: readonly FlameFrame[]): string =>
  frames
    .map((frame) => {
      const times = frame.count > 1 ? ` ×${frame.count}` : "";
      const below = frame.children.length > 0 ? ` [${say(frame.children)}]` : "";
      return `${frame.name}${times} ${Math.round(frame.widthMs)} ${Math.round(frame.ownMs)}${below}`;
    })
    .join(", ");

const named = (name: string, startMs: number, endMs: number, extra = {}) =>
  makeSub(`${name}${startMs}`, startMs, endMs, { name, ...extra });

describe("a flame", () => {
  test("merges alike siblings and tells own time", () => {
    const subsegments = [named("b", 1, 3), named("c", 3, 6), named("b", 6, 8)];
    expect(say(flameOf([makeSegment("a", 0, 10, { subsegments })]).frames)).toBe("a 10 3 [b ×2 4 4, c 3 3]");
  });

  test("shares out the time of what ran at once, so that children never exceed their caller", () => {
    const below = { subsegments: [named("d", 0, 8)] };
    const subsegments = [named("b", 0, 8, below), named("c", 0, 8)];
    expect(say(flameOf([makeSegment("a", 0, 10, { subsegments })]).frames)).toBe(
      "a 10 2 [b 4 0 [d 4 4], c 4 4]",
    );
  });

  test("puts work that began after its caller had ended beside it", () => {
    expect(say(flameOf(SENDERS.asynchronous).frames)).toBe("producer 20 15 [send 5 5], worker 60 60");
  });

  test("adds up the traces of a URL, and leads to the steps of the first", () => {
    const trace = (durationMs: number, extra: string) => [
      makeSegment("a", 0, durationMs, {
        subsegments: [named("b", 0, 4), named(extra, 4, 6)],
      }),
    ];
    const flame = flameOf(trace(10, "c"), trace(20, "d"));
    expect(say(flame.frames)).toBe("a ×2 30 18 [b ×2 8 8, c 2 2, d 2 2]");
    const [root] = flame.frames;
    expect(root?.children.map(({ stepId }) => stepId)).toEqual(["b0", "c4", undefined]);
    expect(flame.byStep.get("c4")?.name).toBe("c");
  });

  test("holds 20,000 steps nested in each other", () => {
    let inner = makeSub("s20000", 0, 10);
    for (let at = 19_999; at > 0; at -= 1) inner = makeSub(`s${at}`, 0, 10, { subsegments: [inner] });
    const flame = flameOf([makeSegment("a", 0, 10, { subsegments: [inner] })]);
    expect(flame.byId.size).toBe(20_001);
    expect(layoutFlame(flame, undefined, 0.001)).toHaveLength(20_001);
  });
});

describe("its layout", () => {
  const subsegments = [
    named("b", 0, 60, { subsegments: [named("d", 0, 30)] }),
    named("c", 60, 99, { subsegments: [named("e", 60, 61)] }),
  ];
  const flame = flameOf([makeSegment("a", 0, 100, { subsegments })]);
  const frame = (name: string) => [...flame.byId.values()].find((each) => each.name === name);
  const places = (zoomed: string, leastWidth = 0) =>
    layoutFlame(flame, frame(zoomed), leastWidth).map(
      ({ frame: { name }, level, x, width }) => `${level} ${name} ${x.toFixed(2)}+${width.toFixed(2)}`,
    );

  test("puts callees below their caller by their share of its time", () => {
    expect(places("")).toEqual([
      "0 a 0.00+1.00",
      "1 b 0.00+0.60",
      "1 c 0.60+0.39",
      "2 d 0.00+0.30",
      "2 e 0.60+0.01",
    ]);
  });

  test("names narrow frames that call nothing below it, the outermost lowest", () => {
    const narrow = (name: string, startMs: number) => named(name, startMs, startMs + 4);
    const wide = createFlame();
    const children = [
      narrow("p", 0),
      narrow("q", 10),
      named("wide", 20, 80),
      narrow("r", 80),
      narrow("s", 94),
    ];
    wide.add(assembleTraceTree([makeSegment("a", 0, 100, { subsegments: children })]));
    const leaders = leadersOf(layoutFlame(wide.result(), undefined, 0), 1000, 70);
    expect(leaders.map(({ frame: { name }, row, side }) => `${name} ${row} ${side}`)).toEqual([
      "q 0 right",
      "p 1 right",
      "r 0 left",
      "s 1 left",
    ]);
    expect(leadersOf(layoutFlame(wide.result(), undefined, 0), 50, 70)).toHaveLength(1);
  });

  test("leaves out what would not be seen", () => {
    expect(places("", 0.02).join()).not.toContain("e ");
  });

  test("fills the width with a zoomed frame and those above it", () => {
    expect(places("c")).toEqual(["0 a 0.00+1.00", "1 c 0.00+1.00", "2 e 0.00+0.03"]);
  });

  test("leads with arrows to the caller, the widest callee and the neighbours", () => {
    const placed = layoutFlame(flame, undefined, 0);
    const go = (from: string, towards: Parameters<typeof neighbourFrame>[2]) =>
      neighbourFrame(placed, frame(from), towards)?.name;
    expect(go("a", "down")).toBe("b");
    expect(go("b", "right")).toBe("c");
    expect(go("c", "left")).toBe("b");
    expect(go("b", "left")).toBeUndefined();
    expect(go("e", "up")).toBe("c");
    expect(go("nowhere", "up")).toBe("a");
  });

  test("tells who waited for a frame", () => {
    const e = frame("e");
    expect(e && callersOf(e).map(({ name }) => name)).toEqual(["e", "c", "a"]);
  });
});
