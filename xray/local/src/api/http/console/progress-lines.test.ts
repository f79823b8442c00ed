import { describe, expect, it } from "vitest";
import { createProgressLines } from "./progress-lines.ts";

function record() {
  let nowMs = 0;
  const written: string[] = [];
  const lines = createProgressLines(
    {
      begin: () => written.push("begin"),
      write: (line) => written.push(line),
      end: (line) => written.push(line),
    },
    () => nowMs,
  );
  return { lines, written, pass: (ms: number) => void (nowMs += ms) };
}

const ANSWER = { nowSec: 1, sets: [] };

describe("an answer that takes long", () => {
  it("is told of after a while and then now and again, and ends with the answer", () => {
    const { lines, written, pass } = record();
    for (let counted = 0; counted < 10; counted += 1) {
      lines.tell({ counted, of: 10 });
      pass(100);
    }
    expect(lines.end(ANSWER)).toBe(true);
    expect(written).toEqual([
      "begin",
      '{"progress":{"counted":3,"of":10}}\n',
      '{"progress":{"counted":5,"of":10}}\n',
      '{"progress":{"counted":7,"of":10}}\n',
      '{"progress":{"counted":9,"of":10}}\n',
      '{"nowSec":1,"sets":[]}\n',
    ]);
  });

  it("is an answer like any other where it did not take long", () => {
    const { lines, written, pass } = record();
    lines.tell({ counted: 1, of: 2 });
    pass(250);
    lines.tell({ counted: 2, of: 2 });
    expect(lines.end(ANSWER)).toBe(false);
    expect(written).toEqual([]);
  });
});
