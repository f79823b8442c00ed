import { describe, expect, test } from "vitest";
import type { InsightEvent, InsightSummary } from "../api/operations.ts";
import { toHappenings } from "./happenings.ts";
import {
  clientImpact,
  failedShareOf,
  insightsExtent,
  insightsVerdict,
  lastedSec,
  lastedWords,
  readInsightsView,
  sortInsights,
} from "./insight-rows.ts";
import { rootCauseFilter } from "./root-cause-filter.ts";

const START_SEC = 60_000;

const impact = (FaultCount: number, TotalCount: number) => ({
  FaultCount,
  TotalCount,
  OkCount: TotalCount - FaultCount,
});

function makeInsight(name: string, extra: Partial<InsightSummary> = {}): InsightSummary {
  return {
    InsightId: name,
    GroupName: "Default",
    RootCauseServiceId: { Name: name, Names: [name] },
    State: "ACTIVE",
    StartTime: START_SEC,
    LastUpdateTime: START_SEC + 600,
    Summary: "",
    ClientRequestImpactStatistics: impact(0, 0),
    RootCauseServiceRequestImpactStatistics: impact(0, 0),
    TopAnomalousServices: [],
    ...extra,
  };
}

const closed = (name: string, StartTime: number, lengthSec = 600) =>
  makeInsight(name, { State: "CLOSED", StartTime, EndTime: StartTime + lengthSec });
const failing = (name: string, faults: number, total: number, StartTime = START_SEC) =>
  makeInsight(name, { StartTime, RootCauseServiceRequestImpactStatistics: impact(faults, total) });

test.each([
  ["", { id: "", state: undefined }],
  ["id=a&state=active", { id: "a", state: "active" }],
  ["state=closed", { id: "", state: "closed" }],
  ["state=ACTIVE", { id: "", state: undefined }],
])("the view of ?%s is read from the address", (query, view) => {
  expect(readInsightsView(new URLSearchParams(query))).toEqual(view);
});

test("active insights come first, of each state the newest first, and the answer is left as it is", () => {
  const answer = [closed("old", 10), failing("a", 0, 0, 20), closed("new", 90), failing("b", 0, 0, 30)];
  const namesOf = (insights: readonly InsightSummary[]) => insights.map(({ InsightId }) => InsightId);
  expect(namesOf(sortInsights(answer))).toEqual(["b", "a", "new", "old"]);
  expect(namesOf(answer)).toEqual(["old", "a", "new", "b"]);
});

test.each([
  { lengthSec: 0, words: "1 min" },
  { lengthSec: 29, words: "1 min" },
  { lengthSec: 89, words: "1 min" },
  { lengthSec: 90, words: "2 min" },
  { lengthSec: 3569, words: "59 min" },
  { lengthSec: 3570, words: "1 h 0 min" },
  { lengthSec: 3900, words: "1 h 5 min" },
  { lengthSec: 90_000, words: "25 h 0 min" },
])("an insight lasts $words in $lengthSec s, closed or so far", ({ lengthSec, words }) => {
  expect(lastedWords(closed("a", START_SEC, lengthSec), START_SEC + 99_999)).toBe(words);
  expect(lastedWords(makeInsight("a"), START_SEC + lengthSec)).toBe(words);
});

test("an insight that begins ahead of the page's clock lasts no negative time", () => {
  expect(lastedSec(makeInsight("a"), START_SEC - 30)).toBe(0);
});

test("shares are of the root cause, and clients are told by number", () => {
  const insight = {
    ...failing("payment", 30, 120),
    ClientRequestImpactStatistics: impact(29, 12_714),
  };
  expect(failedShareOf(insight)).toBe(0.25);
  expect(failedShareOf(failing("payment", 0, 0))).toBe(0);
  expect(clientImpact(insight)).toBe("29 of 12,714");
});

describe("the verdict", () => {
  const verdictOf = (insights: readonly InsightSummary[]) =>
    insightsVerdict(insights, (sec) => `second ${sec}`).replaceAll(/\s/g, " ");

  test.each<[string, readonly InsightSummary[]]>([
    ["No insight.", []],
    [
      "4.2 % of the requests fail at payment since second 60000.",
      [failing("cart", 40, 1000), failing("payment", 42, 1000)],
    ],
    // The share counts and not the number, and what is over does not.
    [
      "50 % of the requests fail at tiny since second 7.",
      [{ ...failing("over", 9, 10), State: "CLOSED" }, failing("large", 400, 1000), failing("tiny", 1, 2, 7)],
    ],
    [
      "Nothing fails more than usual now. The last insight was of b, at second 90.",
      [closed("a", 10), closed("b", 90), closed("c", 50)],
    ],
  ])("is “%s”", (sentence, insights) => {
    expect(verdictOf(insights)).toBe(sentence);
  });

  test.each<[string, readonly InsightSummary[]]>([
    ["0 active, 0 closed", []],
    ["2 active, 1 closed", [failing("a", 1, 2), closed("b", 1), failing("c", 1, 2)]],
  ])("has the extent “%s”", (words, insights) => {
    expect(insightsExtent(insights)).toBe(words);
  });
});

describe("what happened", () => {
  /** So many faults of a hundred in each minute, told as the API does: the latest first. */
  const eventsOf = (faults: readonly number[]): readonly InsightEvent[] =>
    faults
      .map((count, minute) => ({
        Summary: "",
        EventTime: START_SEC + 60 + minute * 60,
        ClientRequestImpactStatistics: impact(0, 0),
        RootCauseServiceRequestImpactStatistics: impact(count, 100),
      }))
      .toReversed();
  /** Minutes after the start, and the words. */
  const toldOf = (insight: InsightSummary, faults: readonly number[]) =>
    toHappenings(insight, eventsOf(faults)).map(
      ({ atSec, words }) => `${(atSec - START_SEC) / 60} ${words.replaceAll(/\s/g, " ")}`,
    );
  const calm = makeInsight("a", { State: "CLOSED", EndTime: START_SEC + 1200 });

  test("is told from the start of the insight on, with what is new in a minute", () => {
    expect(toldOf(makeInsight("a"), [5, 5, 20, 20, 30])).toEqual([
      "0 more faults than usual: 5 of 100 failed, 5 %",
      "3 20 of 100 failed, 20 %",
      "5 still above: 30 of 100 failed, 30 %",
    ]);
  });

  test("ends with the calm where it is over", () => {
    expect(toldOf(calm, [5, 20])).toEqual([
      "0 more faults than usual: 5 of 100 failed, 5 %",
      "2 at last: 20 of 100 failed, 20 %",
      "20 calm again, closed",
    ]);
  });

  test.each([
    [
      "an active one of one minute",
      makeInsight("a"),
      [5],
      ["0 more faults than usual: 5 of 100 failed, 5 %"],
    ],
    [
      "one without growth",
      calm,
      [5, 5, 5],
      ["0 more faults than usual: 5 of 100 failed, 5 %", "20 calm again, closed"],
    ],
    ["an active one whose events are not there yet", makeInsight("a"), [], []],
    ["a closed one whose events are gone", calm, [], ["20 calm again, closed"]],
  ] as const)("of %s is told without a line that says nothing new", (_, insight, faults, told) => {
    expect(toldOf(insight, faults)).toEqual(told);
  });

  test("of a long one is at most six lines, spread evenly over it, the last growth among them", () => {
    const faults = Array.from({ length: 11 }, (_, index) => 5 + index);
    const told = toldOf(calm, faults);
    expect(told.map((line) => line.split(" ")[0])).toEqual(["0", "2", "5", "8", "11", "20"]);
    expect(told.at(-2)).toBe("11 at last: 15 of 100 failed, 15 %");
  });

  test("of no request at all is 0 %", () => {
    const event = { ...eventsOf([0])[0], RootCauseServiceRequestImpactStatistics: impact(0, 0) };
    const [first] = toHappenings(makeInsight("a"), [event as InsightEvent]);
    expect(first?.words.replaceAll(/\s/g, " ")).toBe("more faults than usual: 0 of 0 failed, 0 %");
  });
});

test.each([
  ["payment", 'rootcause.fault.service { name = "payment" }'],
  ['say "hi"\\', String.raw`rootcause.fault.service { name = "say \"hi\"\\" }`],
])("the filter of the root cause %s quotes its name", (Name, filter) => {
  expect(rootCauseFilter({ Name })).toBe(filter);
});
