import { describe, expect, test } from "vitest";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { criticalPath } from "./critical-path/critical-path.ts";
import { findingText } from "./findings/finding.ts";
import { findFindings } from "./findings/findings.ts";
import { assembleTraceTree } from "./trace-tree.ts";
import { unusualTimes, usualKeyOf } from "./usual.ts";

test("requests, statements and calls have keys as figures tell them; local work has none", () => {
  const tree = assembleTraceTree(SENDERS.backend);
  expect(tree.steps.map((step) => usualKeyOf(step))).toEqual([
    '["backend-flask","GET /api/activities/home"]',
    '["backend-flask","wait","wait for a connection","wait for a connection",""]',
    expect.stringMatching(/^\["backend-flask","sql","cruddur@127\.0\.0\.1.*","SELECT a\.uuid FROM .*",""\]$/),
    '["backend-flask","remote","link-preview.local|remote","GET link-preview.local/og",""]',
  ]);
  expect(
    assembleTraceTree(SENDERS.lambda)
      .steps.map((step) => usualKeyOf(step))
      .slice(2),
  ).toEqual([undefined, undefined]);
});

test.each([
  [301, { ms: 100, count: 20 }, 3.01],
  [300, { ms: 100, count: 20 }, undefined],
  [5, { ms: 1, count: 20 }, undefined],
  [500, undefined, undefined],
])("%d ms are unusual where %j is usual: %s", (durationMs, usual, times) => {
  expect(unusualTimes(durationMs, usual)).toBe(times);
});

describe("what took longer than usual", () => {
  const tree = assembleTraceTree([
    makeSegment("shop", 0, 2000, {
      subsegments: [
        makeSub("call", 10, 1990, {
          name: "payment",
          namespace: "remote",
          subsegments: [makeSub("stripe", 20, 1960, { name: "stripe.com", namespace: "remote" })],
        }),
      ],
    }),
  ]);
  const say = (usual: Readonly<Record<string, number>>) =>
    findFindings(tree, criticalPath(tree), (step) => {
      const ms = usual[step.id];
      return ms === undefined ? undefined : { ms, count: 100 };
    }).map((finding) => findingText(finding).replaceAll("\u00a0", " "));

  test("is a finding at the deepest step that explains it", () => {
    expect(say({ shop: 160, call: 140, stripe: 98 })).toEqual([
      "97 % of the response went by waiting for stripe.com: 1.94 s; 98 ms is usual.",
    ]);
  });

  test("is told of the caller where what it called was as usual", () => {
    expect(say({ shop: 160, call: 140, stripe: 1900 })[0]).toBe(
      "99 % of the response went by waiting for payment: 1.98 s; 140 ms is usual.",
    );
  });

  test("is nothing where all is as usual", () => {
    expect(say({ shop: 2000, call: 1900, stripe: 1900 })).toEqual([
      "stripe.com took 1.94 s, 97 % of the response.",
    ]);
  });

  test("is said in the finding that a step has already", () => {
    const waiting = assembleTraceTree([
      makeSegment("api", 0, 100, {
        subsegments: [makeSub("w", 0, 60, { name: "wait for a connection", annotations: { wait: true } })],
      }),
    ]);
    const [finding] = findFindings(waiting, criticalPath(waiting), (step) =>
      step.id === "w" ? { ms: 2, count: 100 } : undefined,
    );
    expect(finding && findingText(finding).replaceAll("\u00a0", " ")).toBe(
      "60 % of the response went by waiting for a database connection: 60 ms. 2.0 ms is usual.",
    );
  });
});
