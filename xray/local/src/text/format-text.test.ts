import { describe, expect, it } from "vitest";
import { cut, formatCounted, formatSeconds, toInert } from "./format-text.ts";

describe("figures and texts of the terminal", () => {
  it.each([
    [0, "0 ms"],
    [1.4e-17, "0 ms"],
    [-1.4e-17, "0 ms"],
    [0.000_002_4, "2.4 µs"],
    [0.000_41, "0.41 ms"],
    [0.034, "34 ms"],
    [0.253, "253 ms"],
    [0.9996, "1.00 s"],
    [12.43, "12.4 s"],
    [124, "2 min 4 s"],
    [11_220, "3 h 7 min"],
    [-0.034, "-34 ms"],
    [Number.NaN, "–"],
  ])("%d seconds read %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it("counts one and many", () => {
    expect([formatCounted(1, "trace"), formatCounted(1204, "trace")]).toEqual(["1 trace", "1,204 traces"]);
  });

  it("lets no text from outside do anything to the terminal", () => {
    expect(toInert("a\u001b]0;title\u0007b\nc\u202ed")).toBe("a␛]0;title␇b␊c�d");
  });

  it("cuts by characters, never through one", () => {
    expect([cut("🦆🦆🦆", 3), cut("🦆🦆🦆", 2), cut("", 0)]).toEqual(["🦆🦆🦆", "🦆…", ""]);
  });
});
