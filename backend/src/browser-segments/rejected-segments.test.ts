import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ORIGIN, makeCall, makeReports, makeSegment } from "./testing/make-reports.ts";
import type { Report } from "./testing/make-reports.ts";

const { arrivedOf, daemon, report } = makeReports();

describe("rejected, and nothing of it sent on, is", () => {
  const nowSec = () => Date.now() / 1_000;
  const longStack = Array.from({ length: 21 }, () => ({ path: "/a", line: 1, label: "f" }));
  const exception = { id: "53995c3f42cd8ad8", type: "E", message: "m" };
  test.each<[string, () => object, string]>([
    ["another service's name", () => ({ name: "backend-flask" }), "segment_name_invalid"],
    ["another origin", () => ({ origin: "AWS::ECS::Container" }), "segment_origin_invalid"],
    ["an id of the wrong form", () => ({ id: "x" }), "segment_id_invalid"],
    ["a trace id of the wrong form", () => ({ trace_id: "1-0-0" }), "segment_trace_id_invalid"],
    ["a trace of 1970", () => ({ trace_id: `1-00000000-${"0".repeat(24)}` }), "segment_trace_id_invalid"],
    ["a start long ago", () => ({ start_time: nowSec() - 4_000 }), "segment_start_time_invalid"],
    [
      "a start to come",
      () => ({ start_time: nowSec() + 400, end_time: undefined, in_progress: true }),
      "segment_start_time_invalid",
    ],
    ["a start that is text", () => ({ start_time: "now" }), "segment_start_time_invalid"],
    ["an end before the start", () => ({ end_time: nowSec() - 3 }), "segment_end_time_invalid"],
    ["neither end nor progress", () => ({ end_time: undefined }), "segment_end_time_invalid"],
    ["both", () => ({ in_progress: true }), "segment_end_time_invalid"],
    ["a parent", () => ({ parent_id: "53995c3f42cd8ad8" }), "segment_member_unknown"],
    ["a subsegment of somebody", () => ({ type: "subsegment" }), "segment_member_unknown"],
    ["SQL", () => ({ sql: { url: "x" } }), "segment_member_unknown"],
    ["AWS data", () => ({ aws: { account_id: "1" } }), "segment_member_unknown"],
    ["metadata", () => ({ metadata: { a: { b: 1 } } }), "segment_member_unknown"],
    [
      "an annotation of its own",
      () => ({ annotations: { activity: "action", page: "/", query: "home-activities" } }),
      "segment_member_unknown",
    ],
    [
      "an activity of its own",
      () => ({ annotations: { activity: "x", page: "/" } }),
      "segment_annotations_invalid",
    ],
    [
      "a page of any text",
      () => ({ annotations: { activity: "action", page: "/<script>" } }),
      "segment_annotations_invalid",
    ],
    [
      "a vital that is text",
      () => ({ annotations: { activity: "action", page: "/", lcp_ms: "9" } }),
      "segment_annotations_invalid",
    ],
    [
      "a page elsewhere",
      () => ({ http: { request: { method: "GET", url: "https://evil.example/" } } }),
      "segment_http_invalid",
    ],
    [
      "an answer of its own",
      () => ({ http: { request: { method: "GET", url: ORIGIN }, response: { status: 200 } } }),
      "segment_member_unknown",
    ],
    ["a fault that is text", () => ({ fault: "true" }), "segment_fault_invalid"],
    [
      "a deep stack",
      () => ({ cause: { exceptions: [{ ...exception, stack: longStack }] } }),
      "segment_cause_invalid",
    ],
    [
      "a call named as another service",
      () => ({ subsegments: [makeCall({ name: "backend-flask" })] }),
      "segment_subsegments_invalid",
    ],
    [
      "a call to somebody else",
      () => ({
        subsegments: [
          makeCall({
            name: "evil.example",
            http: { request: { method: "GET", url: "https://evil.example/" } },
          }),
        ],
      }),
      "segment_subsegments_invalid",
    ],
    [
      "a call to a database",
      () => ({ subsegments: [makeCall({ sql: { sanitized_query: "x" } })] }),
      "segment_member_unknown",
    ],
    [
      "a call of AWS",
      () => ({ subsegments: [makeCall({ namespace: "aws" })] }),
      "segment_subsegments_invalid",
    ],
    [
      "a step with a name X-Ray rejects",
      () => ({ subsegments: [makeCall({ namespace: undefined, name: "a(b)" })] }),
      "segment_subsegments_invalid",
    ],
    [
      "the same id twice",
      () => {
        const call = makeCall();
        return { subsegments: [call, call] };
      },
      "segment_subsegments_invalid",
    ],
  ])("%s", async (_what, fields, code) => {
    const [good, bad] = [makeSegment(), makeSegment(fields())];
    expect(await report({ body: { segments: [good, bad] } })).toMatchObject({ status: 422, body: [code] });
    expect(await arrivedOf(good.trace_id)).toEqual([]);
  });

  test.each([
    ["no list", { segments: {} }],
    ["an empty list", { segments: [] }],
    ["too many", { segments: Array.from({ length: 21 }, () => makeSegment({ subsegments: [] })) }],
    ["nothing", null],
    ["a number", 5],
  ])("%s", async (_what, body) => {
    expect(await report({ body })).toMatchObject({ status: 422, body: ["segments_invalid"] });
  });

  test.each<[string, Report, number, string]>([
    ["broken JSON", { body: '{"segments":[' }, 400, "entity_parse_failed"],
    ["10 MB", { body: "x".repeat(10_000_000) }, 413, "entity_too_large"],
    [
      "another type",
      { body: "a=b", type: "application/x-www-form-urlencoded" },
      415,
      "unsupported_media_type",
    ],
    [
      "another origin's",
      { body: {}, headers: { Origin: "https://evil.example" } },
      403,
      "origin_not_allowed",
    ],
    ["no origin's", { body: {}, headers: { Origin: "" } }, 403, "origin_not_allowed"],
  ])("%s with its status", async (_what, request, status, code) => {
    expect(await report(request)).toMatchObject({ status, body: { error: { code } } });
  });
});

test("whatever a member of a segment is, the answer is 204 or 422, and only 204 reaches the daemon", async () => {
  const members = Object.keys(makeSegment({ user: "", cause: {}, fault: true }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...members), fc.jsonValue(), async (member, value) => {
      const segment = makeSegment({ [member]: value });
      const { status } = await report({ body: { segments: [segment] } });
      expect([204, 422, 429]).toContain(status);
      if (status === 204) return;
      await daemon().drain();
      expect(daemon().documents.some(({ id }) => id === segment.id)).toBe(false);
    }),
    // As many as one client may send at once.
    { numRuns: 50, seed: 7 },
  );
});
