import { describe, expect, test } from "vitest";
import { SENDERS } from "../../../testing/make-traces.ts";
import { assembleTraceTree } from "../../../trace-model/trace-tree.ts";
import { annotationCondition, overviewFacts } from "./facts.ts";
import { resourceFacts } from "./ResourcesSection.tsx";

/** `term: value note` with plain spaces. */
function facts(sender: keyof typeof SENDERS, id: string): string[] {
  const tree = assembleTraceTree(SENDERS[sender]);
  const step = tree.byId.get(id);
  return (step ? overviewFacts(tree, step) : []).map((fact) =>
    [`${fact.term}:`, fact.value, fact.note].filter(Boolean).join(" ").replaceAll("\u00a0", " "),
  );
}

describe("overviewFacts", () => {
  test.each<[keyof typeof SENDERS, string, string[]]>([
    [
      "backend",
      "select",
      [
        "Took: 25 ms 25 % of the response, all its own",
        "Waited before: 40 ms for a connection",
        "Started: 45 ms after the trace",
        "Returned: 24 rows",
      ],
    ],
    [
      "backend",
      "backend",
      [
        "Took: 100 ms 100 % of the response, 15 ms of its own, 85 ms below",
        "Started: 0 ms after the trace",
        "Method: GET",
        "URL: http://localhost:5000/api/activities/home?limit=20",
        "Status: 200",
      ],
    ],
    [
      "clockBehind",
      "callee",
      [
        "Took: 20 ms 40 % of the response, 10 ms of its own, 10 ms below",
        "Started: 15 ms after the trace",
        "Clock: 95 ms behind its caller’s: it began before it was called. Shown on the caller’s clock.",
      ],
    ],
    [
      "orphans",
      "lost",
      [
        "Took: 10 ms 20 % of the response, all its own",
        "Started: 30 ms after the trace",
        "Called by: never-sent which sent no segment",
      ],
    ],
    [
      "asynchronous",
      "worker",
      [
        "Took: 60 ms 300 % of the response, all its own",
        "Started: 200 ms after the trace",
        "Handed on: 190 ms after the call had ended: nothing waited for it",
      ],
    ],
    ["inProgress", "open", ["Took: in progress 25 ms so far", "Started: 0 ms after the trace"]],
  ])("says of %s what the documents hold of %s", (sender, id, lines) => {
    expect(facts(sender, id)).toEqual(lines);
  });

  test("offers conditions for what filters find at the root, with values as strings", () => {
    const tree = assembleTraceTree(SENDERS.backend);
    const conditions = tree.main && overviewFacts(tree, tree.main).flatMap((fact) => fact.condition ?? []);
    expect(conditions).toEqual([
      'http.method = "GET"',
      'http.url = "http://localhost:5000/api/activities/home?limit=20"',
      "http.status = 200",
    ]);
  });
});

test.each([
  ["rows", 24, "annotation.rows = 24"],
  ["wait", true, "annotation.wait = true"],
  ["a.b", 'x"y', String.raw`annotation[a.b] = "x\"y"`],
])("annotationCondition of %s", (key, value, condition) => {
  expect(annotationCondition(key, value)).toBe(condition);
});

test("resourceFacts name the type of a segment's host", () => {
  const tree = assembleTraceTree(SENDERS.javaStreamed);
  expect(tree.main && resourceFacts(tree.main)).toEqual([{ term: "Type", value: "AWS::ECS::Fargate" }]);
});
