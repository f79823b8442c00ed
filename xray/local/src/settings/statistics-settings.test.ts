import { describe, expect, it } from "vitest";
import { openSettingsDatabase } from "./settings-database.ts";
import { createStatisticsSettings } from "./statistics-settings.ts";
import { makeSettings, NOW_SEC } from "./testing/make-settings.ts";

function makeWindow(Timestamp: number, RuleName: string) {
  return { RuleName, Timestamp, RequestCount: 10, BorrowCount: 1, SampledCount: 2 };
}

describe("statistics settings", () => {
  it("add up what is reported of the same window", () => {
    const { statistics } = makeSettings();
    statistics.add([makeWindow(NOW_SEC, "Flask"), makeWindow(NOW_SEC, "Default")]);
    statistics.add([makeWindow(NOW_SEC, "Flask")]);
    expect(statistics.page(10)).toEqual([
      makeWindow(NOW_SEC, "Default"),
      { RuleName: "Flask", Timestamp: NOW_SEC, RequestCount: 20, BorrowCount: 2, SampledCount: 4 },
    ]);
  });

  it("answer the newest first, page after page without a gap or a repetition", () => {
    const { statistics } = makeSettings();
    const all = [0, -10, -20].flatMap((offset) =>
      ["a", "b"].map((name) => makeWindow(NOW_SEC + offset, name)),
    );
    statistics.add(all.toReversed());
    const first = statistics.page(3);
    const rest = statistics.page(10, first.at(-1));
    expect([...first, ...rest]).toEqual(all);
  });

  it("wait for a disk that is full, and lose nothing", () => {
    const database = openSettingsDatabase(":memory:");
    const statistics = createStatisticsSettings(database, () => NOW_SEC * 1_000);
    statistics.add([makeWindow(NOW_SEC, "Flask")]);
    const { page_count: pages } = database.prepare("PRAGMA page_count").get() ?? {};
    database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const many = Array.from({ length: 300 }, (_, rule) =>
      makeWindow(NOW_SEC, `rule ${rule} ${"x".repeat(100)}`),
    );
    statistics.add(many);
    expect(statistics.page(1_000)).toHaveLength(1);
    database.exec("PRAGMA max_page_count = 100000");
    statistics.add([makeWindow(NOW_SEC, "Flask")]);
    expect(statistics.page(1_000)).toHaveLength(1 + many.length);
    expect(statistics.page(1_000).find(({ RuleName }) => RuleName === "Flask")?.RequestCount).toBe(20);
  });

  it("keep an hour", () => {
    let nowMs = NOW_SEC * 1_000;
    const { statistics } = makeSettings({ nowMs: () => nowMs });
    statistics.add([makeWindow(NOW_SEC, "Flask")]);
    nowMs += 3_590_000;
    expect(statistics.page(10)).toHaveLength(1);
    nowMs += 20_000;
    expect(statistics.page(10)).toHaveLength(0);
    statistics.add([makeWindow(NOW_SEC + 3_610, "Flask")]);
    nowMs = NOW_SEC * 1_000;
    expect(statistics.page(10)).toEqual([makeWindow(NOW_SEC + 3_610, "Flask")]);
  });
});
