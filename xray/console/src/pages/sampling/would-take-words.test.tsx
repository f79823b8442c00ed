import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { ruleWindows } from "../../sampling/windows.ts";
import { WouldTakeWords } from "./WouldTakeWords.tsx";

const RULE: SamplingRule = {
  RuleName: "search",
  RuleARN: "",
  ResourceARN: "*",
  Priority: 100,
  FixedRate: 0.05,
  ReservoirSize: 1,
  ServiceName: "*",
  ServiceType: "*",
  Host: "*",
  HTTPMethod: "*",
  URLPath: "/api/search*",
  Version: 1,
  Attributes: {},
};

/** What is said of an edit, of a rule under which so many requests came in one window, of which some were taken. */
function words(edit: Partial<SamplingRule>, requests: number, taken: number): string {
  const window = {
    RuleName: "search",
    Timestamp: 1000,
    RequestCount: requests,
    SampledCount: taken,
    BorrowCount: 0,
  };
  const markup = renderToStaticMarkup(
    <WouldTakeWords
      rule={RULE}
      draft={{ ...RULE, ...edit }}
      windows={ruleWindows(requests === 0 ? [] : [window], "search", 1000)}
    />,
  );
  return markup.replace(/<[^>]*>/g, "").replace(/ Of slow and failed .*$/, "");
}

test.each([
  ["no request came", { FixedRate: 1 }, 0, 0, "No request matched it in the last 5 min."],
  ["one was taken", {}, 40, 1, "Would have taken 12 of 40 in the last 5 min, where 1 was taken."],
  [
    "more would be",
    { FixedRate: 0.5 },
    1040,
    60,
    "Would have taken 525 of 1,040 in the last 5 min, where 60 were taken.",
  ],
  [
    "none would be",
    { FixedRate: 0, ReservoirSize: 0 },
    40,
    3,
    "Would have taken 0 of 40 in the last 5 min, where 3 were taken.",
  ],
  [
    "it matches others",
    { URLPath: "*" },
    40,
    3,
    "It would match other requests: what it would take is seen once it is saved.",
  ],
  // While the field is empty nothing is claimed.
  ["the rate is no number", { FixedRate: NaN }, 40, 3, ""],
])("of a rule that is edited, where %s", (_case, edit, requests, taken, text) => {
  expect(words(edit, requests, taken)).toBe(text);
});
