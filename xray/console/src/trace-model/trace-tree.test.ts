import { describe, expect, test } from "vitest";
import { serviceKey } from "xray-local/model/trace-topology.ts";
import { makeSegment, makeSub, T0_SEC } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import type { TraceTree } from "./step.ts";
import { assembleTraceTree } from "./trace-tree.ts";

/** One line a step: indentation, id, start–end. */
function outline(tree: TraceTree): string[] {
  return tree.steps.map((step) => `${"  ".repeat(step.depth)}${step.id} ${step.startMs}–${step.endMs}`);
}

describe("assembleTraceTree", () => {
  test.each<[keyof typeof SENDERS, string[]]>([
    ["backend", ["backend 0–100", "  wait 5–45", "  select 45–70", "  preview 70–90"]],
    ["nodeCalleeFirst", ["caller 0–30", "  call 10–20", "    callee 12–18"]],
    [
      "goPhases",
      [
        "go 0–40",
        "  http 5–35",
        "    connect 5–9",
        "      dns 5–6",
        "      dial 6–9",
        "    request 9–10",
        "    response 10–35",
        "    api 12–30",
      ],
    ],
    ["javaStreamed", ["java 0–10", "  outer 2–8", "    inner 4–6"]],
    ["lambda", ["service 0–200", "  function 60–198", "    init 10–60", "    invocation 62–190"]],
    ["apiGateway", ["stage 0–80", "  integration 5–75", "    fn 10–70"]],
    ["otlp", ["server 0–25", "  client 5–20", "  internal 6–8"]],
    ["inferred", ["app 0–20", "  put 3–12"]],
    ["oneSegmentAlone", ["alone 0–12"]],
    ["orphans", ["called 0–50", "lost 30–40"]],
    ["inProgress", ["open 0–25", "  done 5–25"]],
    ["inProgressThenComplete", ["seg 0–40"]],
    ["asynchronous", ["producer 0–20", "  send 5–10", "    worker 200–260"]],
    ["cycle", ["a 0–10", "  b 2–8"]],
  ])("builds the tree of %s", (sender, lines) => {
    expect(outline(assembleTraceTree(SENDERS[sender]))).toEqual(lines);
  });

  test("moves a callee that began before it was called into the middle of the call, with all it did", () => {
    const tree = assembleTraceTree(SENDERS.clockBehind);
    expect(outline(tree)).toEqual(["caller 0–50", "  call 10–40", "    callee 15–35", "      query 20–30"]);
    expect(tree.byId.get("callee")?.shiftMs).toBe(95);
  });

  test("takes the trace about the first segment, not about an earlier part without one", () => {
    const stray = makeSegment("stray", -20, 0, { type: "subsegment", parent_id: "gone" });
    const tree = assembleTraceTree([stray, makeSegment("root", 0, 10)]);
    expect(tree.main?.id).toBe("root");
    expect(tree.responseMs).toBe(10);
    expect(tree.startSec).toBeCloseTo(T0_SEC - 0.02, 6);
  });

  test("takes the trace about the segment that nobody called, whichever began first", () => {
    const lost = makeSegment("lost", -20, 0, { parent_id: "gone" });
    expect(assembleTraceTree([lost, makeSegment("root", 0, 10)]).main?.id).toBe("root");
  });

  test("gives a call and the segment that answers it under the same id rows of their own", () => {
    const tree = assembleTraceTree([
      makeSegment("web", 0, 30, { subsegments: [makeSub("x", 5, 25, { namespace: "remote" })] }),
      makeSegment("x", 8, 20, { parent_id: "web", name: "api" }),
    ]);
    expect(tree.steps.map((step) => `${"  ".repeat(step.depth)}${step.name}`)).toEqual([
      "web",
      "  x",
      "    api",
    ]);
    expect(new Set(tree.steps.map((step) => step.id)).size).toBe(3);
    expect(tree.steps.every((step) => tree.byId.get(step.id) === step)).toBe(true);
  });

  test("names the node of the map that a step stands for", () => {
    const tree = assembleTraceTree([
      makeSegment("api", 0, 90, {
        subsegments: [
          makeSub("put", 5, 9, {
            name: "AmazonSQS",
            namespace: "aws",
            aws: { queue_url: "https://sqs.eu-west-1.amazonaws.com/1/jobs" },
          }),
          makeSub("work", 10, 20),
        ],
      }),
    ]);
    expect(tree.steps.map((step) => step.service && serviceKey(step.service))).toEqual([
      "api",
      "https://sqs.eu-west-1.amazonaws.com/1/jobs|AWS::SQS::Queue",
      undefined,
    ]);
  });

  test("names the parent that never arrived", () => {
    const tree = assembleTraceTree(SENDERS.orphans);
    expect(tree.roots.map((root) => root.missingParentId)).toEqual(["caller-elsewhere", "never-sent"]);
  });

  test("keeps the service's document at the call it stands for", () => {
    expect(assembleTraceTree(SENDERS.inferred).byId.get("put")?.inferred?.origin).toBe(
      "AWS::DynamoDB::Table",
    );
  });

  test("tells where a failure began from where it passed", () => {
    const began = (sender: keyof typeof SENDERS) =>
      assembleTraceTree(SENDERS[sender])
        .steps.filter((step) => step.outcome !== "ok")
        .map((step) => `${step.id} ${step.began ? "began" : "passed"}`);
    expect(began("nodeErrorPassedOn")).toEqual(["root passed", "handler passed", "query began"]);
    expect(began("pythonCauseId")).toEqual(["app passed", "boto began"]);
    expect(began("backend")).toEqual(["preview began"]);
  });

  test("gives each step its place", () => {
    const places = assembleTraceTree([
      makeSegment("web", 0, 90, {
        origin: "AWS::RUM::AppMonitor",
        subsegments: [makeSub("render", 80, 90), makeSub("fetch", 1, 70, { namespace: "remote" })],
      }),
      ...structuredClone(SENDERS.backend).map((document) => Object.assign(document, { parent_id: "fetch" })),
    ]).steps.map((step) => `${step.id} ${step.place}`);
    expect(places).toEqual([
      "web browser",
      "fetch browser",
      "backend service",
      "wait database",
      "select database",
      "preview remote",
      "render browser",
    ]);
  });

  test("holds 20,000 parts nested in each other", () => {
    let inner = makeSub("s0", 1, 2);
    for (let index = 1; index < 20_000; index += 1)
      inner = makeSub(`s${index}`, 1, 2, { subsegments: [inner] });
    expect(assembleTraceTree([makeSegment("root", 0, 10, { subsegments: [inner] })]).steps).toHaveLength(
      20_001,
    );
  });

  test("is empty for no documents", () => {
    expect(assembleTraceTree([])).toMatchObject({ main: undefined, steps: [], startSec: 0, responseMs: 0 });
  });
});
