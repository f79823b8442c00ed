import { describe, expect, it } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { toTimeline } from "./timeline.ts";

const START = 1_795_500_000;
const marked = (ink: string, text: string): string => (ink === "plain" ? text : `<${ink}>${text}`);

function makeCall(at: number, lengthSec: number, members: object = {}) {
  return {
    id: at.toString(16).padStart(16, "a"),
    name: "shop@db",
    namespace: "remote",
    start_time: START + at * 0.01,
    end_time: START + at * 0.01 + lengthSec,
    sql: { sanitized_query: "SELECT *\n  FROM stock" },
    ...members,
  };
}

function draw(members: object): readonly string[] {
  const segment = makeSegment({ name: "shop", start_time: START, end_time: START + 0.1, ...members });
  return toTimeline([JSON.stringify(segment)], marked, 60);
}

describe("a trace as text", () => {
  it("has a line a step below what called it, bars on one axis, what waits for another in light", () => {
    expect(draw({ subsegments: [makeCall(5, 0.05)] })).toEqual([
      "shop /api/activities/home         100 ms  ████████████████████",
      "  shop@db SELECT * FROM stock      50 ms            ▒▒▒▒▒▒▒▒▒▒",
    ]);
  });

  it("folds five alike siblings and more into one line", () => {
    const calls = [0, 1, 2, 3, 4, 5].map((at) => makeCall(at, 0.005));
    expect(draw({ subsegments: calls })[1]).toContain("shop@db SELECT * FROM stock ×6");
    expect(draw({ subsegments: calls.slice(0, 4) })).toHaveLength(5);
  });

  it("says why a step failed where it began, and not where it passed", () => {
    const failed = makeCall(2, 0.05, {
      fault: true,
      cause: { exceptions: [{ id: "0123456789abcdef", type: "Timeout", message: "no\u001b[2J answer" }] },
    });
    const lines = draw({ fault: true, subsegments: [failed] });
    expect(lines[0]).toMatch(/^<fault>shop .*█$/);
    expect(lines[1]).toMatch(/^<fault> {2}shop@db .*▒ {2}<fault>Timeout: no␛\[2J answer$/);
  });

  it("says that a step is open", () => {
    const open = makeSegment({ name: "shop", start_time: START, in_progress: true });
    const text = JSON.stringify({ ...open, end_time: undefined });
    expect(toTimeline([text], marked, 60)[0]).toMatch(/^shop \/api\/activities\/home +open/);
  });

  it("draws what it can of documents that cannot all be read", () => {
    const segment = makeSegment({ name: "shop", start_time: START, end_time: START + 1 });
    expect(toTimeline(["{", JSON.stringify(segment)], marked, 60)).toHaveLength(1);
  });
});
