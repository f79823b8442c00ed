import { expect, it } from "vitest";
import { describeInsight, describeMoment } from "./describe-insight.ts";

it.each([
  [0.004, "hardly any does"],
  [0.012, "1 in 100 does"],
  [0.25, "25 in 100 do"],
])("an insight is described with its figures and the usual rate %d", (usualRate, usually) => {
  const rootCause = { faults: 1_200, total: 3_000 };
  const moment = { atSec: 60, clients: rootCause, rootCause, topServices: [] };
  const insight = {
    rootCause: { Name: "cruddur@db", Names: ["cruddur@db"] },
    startSec: 0,
    endSec: 60,
    isActive: false,
    usualRate,
  };
  expect(describeInsight({ ...insight, moments: [moment] })).toBe(
    `1,200 of 3,000 requests (40 %) failed at cruddur@db, where usually ${usually}.`,
  );
  expect(describeMoment(rootCause)).toBe("1,200 of 3,000 requests (40 %) failed so far.");
});
