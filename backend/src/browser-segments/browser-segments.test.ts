import { describe, expect, test } from "vitest";
import { makeCall, makeId, makeReports, makeSegment } from "./testing/make-reports.ts";

const { arrivedOf, daemon, report, url } = makeReports();

describe("a report of the page", () => {
  test.each(["application/json", "text/plain;charset=UTF-8"])("as %s goes to the daemon", async (type) => {
    const segment = makeSegment({
      fault: true,
      cause: {
        exceptions: [
          { id: makeId(), type: "TypeError", message: "no", stack: [{ path: "/a.js", line: 3, label: "f" }] },
        ],
      },
      subsegments: [
        {
          id: makeId(),
          name: "navigation",
          start_time: Date.now() / 1_000,
          in_progress: true,
          subsegments: [makeCall()],
        },
      ],
    });
    expect((await report({ body: { segments: [segment] }, type })).status).toBe(204);
    const received = await daemon().waitFor(({ id }) => id === segment.id);
    const request = { ...segment.http.request, user_agent: "Firefox" };
    expect(received).toEqual({ ...segment, user: "andrewbrown", http: { request } });
  });

  test("in progress is followed by the complete one", async () => {
    const { end_time: end, subsegments, ...segment } = makeSegment();
    const open = { ...segment, in_progress: true };
    const complete = { ...segment, end_time: end, subsegments };
    expect((await report({ body: { segments: [open, complete] } })).status).toBe(204);
    await daemon().waitFor(({ id, end_time }) => id === segment.id && end_time !== undefined);
    expect((await arrivedOf(segment.trace_id)).map(({ in_progress: inProgress }) => inProgress)).toEqual([
      true,
      undefined,
    ]);
  });

  test("names the user by the request and not by what it says", async () => {
    const segment = makeSegment({ user: "root" });
    await report({ body: { segments: [segment] }, headers: { Cookie: "a=b; cruddur_handle=worf" } });
    expect(await daemon().waitFor(({ id }) => id === segment.id)).toMatchObject({ user: "worf" });
    const nobody = makeSegment({ user: "root" });
    await report({ body: { segments: [nobody] }, headers: { Cookie: "cruddur_handle=%00" } });
    expect(await daemon().waitFor(({ id }) => id === nobody.id)).not.toHaveProperty("user");
  });
});

test("a thousand reports at once are cut to the rate, and the API answers on", async () => {
  const marks = Array.from({ length: 1_000 }, () => makeSegment({ subsegments: [] }));
  const startMs = performance.now();
  const answers = await Promise.all(marks.map((segment) => report({ body: { segments: [segment] } })));
  // A burst, and 20 in each second that they took.
  const allowed = 50 + Math.ceil((performance.now() - startMs) / 50);
  const taken = answers.filter(({ status }) => status === 204).length;
  const late = answers.filter(({ status }) => status === 429);
  expect(taken).toBeGreaterThanOrEqual(50);
  expect(taken).toBeLessThanOrEqual(allowed);
  expect(taken + late.length).toBe(1_000);
  expect(late[0]).toMatchObject({ body: { error: { code: "too_many_requests" } } });
  expect(late[0]?.headers.get("retry-after")).toBe("1");
  expect((await fetch(`${url()}/api/activities/home`)).status).toBe(200);
  await daemon().drain();
  const ids = new Set(marks.map(({ id }) => id));
  expect(daemon().documents.filter(({ id }) => ids.has(id))).toHaveLength(taken);
});
