import { describe, expect, it } from "vitest";
import { ExpectationError, parseExpectations } from "./parse-expectations.ts";

const parse = (text: string) => parseExpectations(text, "traces.yaml");

function problemOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ExpectationError) return error.message;
    throw error;
  }
  return "none";
}

describe("a file of expectations", () => {
  it("is read whole", () => {
    const text = `
expectations:
  - name: home reads once
    traces: http.url ENDSWITH "/api/activities/home"
    match: "!fault"
    count: 2..10
    responseTime: { p95: 0.3, max: 2 }
    steps:
      - { step: "*activities*", times: 1 }
      - step: query
        times: ..3
    repeats: 4
    exceptions: known.txt
    aws: accepted
    snapshot: home.trace
  - repeats: 3
`;
    expect(parse(text)).toEqual([
      {
        name: "home reads once",
        place: { line: 3, column: 5 },
        traces: `http.url ENDSWITH "/api/activities/home"`,
        match: "!fault",
        count: { min: 2, max: 10 },
        responseTime: [
          { percentile: 95, label: "p95", maxSec: 0.3 },
          { percentile: 100, label: "max", maxSec: 2 },
        ],
        steps: [
          { step: "*activities*", times: { min: 1, max: 1 } },
          { step: "query", times: { max: 3 } },
        ],
        repeats: 4,
        exceptions: "known.txt",
        aws: "accepted",
        snapshot: "home.trace",
      },
      {
        name: "expectation on line 16",
        place: { line: 16, column: 5 },
        count: { min: 1 },
        responseTime: [],
        steps: [],
        repeats: 3,
      },
    ]);
  });

  it("may be JSON", () => {
    expect(parse(`{"expectations":[{"name":"none","traces":"fault","count":0}]}`)).toMatchObject([
      { name: "none", traces: "fault", count: { min: 0, max: 0 } },
    ]);
  });

  it("may name a part once and use it again", () => {
    const text = `
expectations:
  - { name: a, traces: &home 'http.url ENDSWITH "/home"', responseTime: { p95: &limit 0.3 } }
  - { name: b, traces: *home, responseTime: { p50: *limit }, steps: [&once { step: query, times: 1 }, *once] }
`;
    const [first, second] = parse(text);
    expect(second).toMatchObject({ traces: first?.traces, responseTime: [{ maxSec: 0.3 }] });
    expect(second?.steps).toHaveLength(2);
  });

  it("shows a filter's slip at its place", () => {
    const text = `expectations:\n  - match: servce("api")\n`;
    expect(problemOf(text)).toMatch(
      /^traces\.yaml:2:12: match: Column 1: .*service.*\n {4}- match: servce\("api"\)\n {13}\^$/s,
    );
  });

  it.each([
    ["expectations:\n  - mtach: fault", "2:5: There is no member mtach. Did you mean match?"],
    ["expectations:\n  - name: a\n    traces: fault", "2:5: This expects nothing. Add one of match, count,"],
    ["expectations:\n  - count: many", "2:12: count is a number, or a range such as 1..10, 2.. or ..5."],
    ["expectations:\n  - count: 5..1", "2:12: count is a number, or a range"],
    [
      "expectations:\n  - responseTime: { p95: 300ms }",
      "2:26: p95 is a time in seconds: write 0.3 for 300 ms.",
    ],
    ["expectations:\n  - responseTime: { p: 1 }", "2:21: p is no percentile: p50, p95, p99.9 or max."],
    ["expectations:\n  - aws: rejected", "2:10: aws is accepted, or left out."],
    ["expectations:\n  - steps: query", "2:12: steps is a list"],
    [
      "expectations:\n  - steps: [{ step: query }]",
      "2:13: A step is { step: what it is called, times: how often }.",
    ],
    ["expectations:\n  - match:", "2:5: match has no value."],
    ["expectations:\n  - fault", "2:5: An expectation has members: name, traces,"],
    ["expectations: all", "1:15: expectations is a list: each begins with a dash."],
    ["traces: fault", "1:1: There is no traces here, only expectations."],
    ["- fault", "1:1: A file of expectations begins with expectations:"],
    ["", "1:1: A file of expectations begins with expectations:"],
    ["expectations: [", "1:16: "],
    ["expectations:\n  - repeats: 2..", "2:14: repeats says how often at most: 3, or ..3."],
    ["expectations:\n  - responseTime: { p0: 1 }", "2:21: p0 is no percentile"],
    [
      "expectations:\n  - match: !fault",
      "2:18: match is a text. A text that begins with * or ! stands in quotes.",
    ],
    ["expectations:\n  - match: !fault AND ok", "2:19: match is a text. A text that begins with"],
    [
      "expectations:\n  - steps: [{ step: *from a*, times: 1 }]",
      "2:27: Unexpected scalar at node end. A text that begins with * or ! stands in quotes.",
    ],
    ["expectations: &all\n  - *all", "2:5: An expectation has members: name,"],
    ["expectations:\n  - count: 1\n---\na: 1", "3:1: One list of expectations a file: leave out this line."],
  ])("says of %j where it is wrong", (text, problem) => {
    expect(problemOf(text)).toContain(`traces.yaml:${problem}`);
  });

  it("shows what is no such file at all with its first problems, long lines cut and control characters made visible", () => {
    const line = JSON.stringify({ text: "x".repeat(400), other: { deep: [1, 2] } });
    const problem = problemOf(Array.from({ length: 40 }, () => line).join("\n"));
    expect(problem.match(/^traces\.yaml:\d+/gm)).toHaveLength(8);
    expect(problem).toMatch(/\n\n… and \d+ more problems\.$/);
    expect(Math.max(...problem.split("\n").map(({ length }) => length))).toBeLessThan(450);
    expect(problemOf("\u001B[31m: 1")).not.toContain("\u001B");
  });

  it("tells all that is wrong at once", () => {
    const text = "expectations:\n  - count: many\n  - aws: yes\n";
    expect(problemOf(text).match(/^traces\.yaml:\d+/gm)).toEqual(["traces.yaml:2", "traces.yaml:3"]);
  });
});
