import { describe, expect, it } from "vitest";
import { toStatisticsWindows } from "./statistics-windows.ts";

describe("toStatisticsWindows", () => {
  it("adds up what falls into the same ten seconds under the same rule", () => {
    const report = { RuleName: "Flask", ClientID: "a".repeat(24), RequestCount: 110, SampledCount: 20 };
    expect(
      toStatisticsWindows([
        { ...report, Timestamp: 1_530_922_806, BorrowCount: 10 },
        { ...report, Timestamp: 1_530_922_800, ClientID: "b".repeat(24) },
        { ...report, Timestamp: 1_530_922_809.9, RuleName: "Default" },
        { ...report, Timestamp: 1_530_922_810, BorrowCount: 1 },
      ]),
    ).toEqual([
      { RuleName: "Flask", Timestamp: 1_530_922_800, RequestCount: 220, BorrowCount: 10, SampledCount: 40 },
      { RuleName: "Default", Timestamp: 1_530_922_800, RequestCount: 110, BorrowCount: 0, SampledCount: 20 },
      { RuleName: "Flask", Timestamp: 1_530_922_810, RequestCount: 110, BorrowCount: 1, SampledCount: 20 },
    ]);
  });
});
