import { describe, expect, it } from "vitest";
import { fuseShare, isBurnedDown, isBurningLow, msUntilRedraw } from "./fuse.ts";

describe("the fuse", () => {
  const life = { createdAtMs: 1_000, expiresAtMs: 11_000 };

  it.each([
    [0, 1],
    [1_000, 1],
    [3_500, 0.75],
    [10_500, 0.05],
    [11_000, 0],
    [99_000, 0],
  ])("at %d has the share %d left", (nowMs, share) => {
    expect(fuseShare(life, nowMs)).toBeCloseTo(share);
  });

  it("of a life without length is burned down", () => {
    expect(fuseShare({ createdAtMs: 5, expiresAtMs: 5 }, 0)).toBe(0);
  });

  it("burns low under a tenth", () => {
    expect(isBurningLow(0.1)).toBe(false);
    expect(isBurningLow(0.099)).toBe(true);
  });

  it("is burned down from its very end on", () => {
    expect(isBurnedDown(life, 10_999)).toBe(false);
    expect(isBurnedDown(life, 11_000)).toBe(true);
  });
});

describe("the next drawing comes", () => {
  it.each([
    ["in a minute when nothing is there", [], 60_000],
    ["in a minute when nothing ends soon", [9_000_000], 60_000],
    ["when the first enters its last minute", [9_000_000, 75_000], 15_000],
    ["on a full second before the end in the last minute", [41_300], 300],
    ["a second later on a full second", [41_000], 1_000],
    ["without regard to what has ended", [-500, 0], 60_000],
  ])("%s", (_when, expiryTimesMs, delayMs) => {
    expect(msUntilRedraw(0, expiryTimesMs)).toBe(delayMs);
  });
});
