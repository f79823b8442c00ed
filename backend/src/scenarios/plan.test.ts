import { expect, test } from "vitest";
import { findLargestScan, toScan } from "./plan.ts";
import type { PlanNode } from "./plan.ts";

test("the scan that reads the most rows is found below joins and sorts, filtered rows counted", () => {
  const plan: PlanNode = {
    "Node Type": "Nested Loop",
    Plans: [
      { "Node Type": "Index Scan", "Relation Name": "users", "Index Name": "users_pkey", "Actual Rows": 6 },
      {
        "Node Type": "Sort",
        Plans: [
          {
            "Node Type": "Seq Scan",
            "Relation Name": "activities",
            "Actual Rows": 3,
            "Rows Removed by Filter": 42_000,
          },
        ],
      },
    ],
  };
  const scan = findLargestScan(plan);
  expect(scan && toScan(scan)).toEqual({ text: "Seq Scan on activities", rowsRead: 42_003 });
  expect(findLargestScan(undefined)).toBeUndefined();
  expect(findLargestScan({ "Node Type": "Result" })).toBeUndefined();
});

test("an index is named", () => {
  const scan = {
    "Node Type": "Index Scan",
    "Relation Name": "activities",
    "Index Name": "activities_living",
  };
  expect(toScan(scan).text).toBe("Index Scan using activities_living on activities");
});
