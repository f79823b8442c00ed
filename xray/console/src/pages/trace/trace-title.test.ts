import { expect, test } from "vitest";
import { makeSegment } from "../../testing/make-documents.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { traceMinute } from "./trace-minute.ts";
import { traceTitle } from "./trace-title.ts";
import { findNeighbours } from "./state/use-neighbours.ts";
import { makeSummary } from "../../testing/make-summary.ts";

test.each([
  [{ method: "GET", url: "http://localhost:3000/a?b=1" }, "GET localhost:3000/a", "?b=1"],
  [{ url: "http://localhost:3000/" }, "localhost:3000/", ""],
  [{ method: "GET", url: "/no host" }, "GET /no host", ""],
  [{}, "root", ""],
])("a trace of %j is called %s", (request, text, query) => {
  const tree = assembleTraceTree([
    makeSegment("root", 0, 1, { http: { request, response: { status: 204 } } }),
  ]);
  expect(traceTitle(tree)).toEqual({ text, query, status: 204 });
});

test.each([
  ["1-5759e988-bd862e3fe1be46a994272793", 1_465_510_260],
  ["1-5759e988-bd862e3fe1be46a99427279", undefined],
  ["javascript:alert(1)", undefined],
])("the minute of %s begins at %s", (id, startSec) => {
  const range = traceMinute(id);
  expect(range?.kind === "between" ? range.startSec : undefined).toBe(startSec);
});

test("findNeighbours tells the place in the list and what is next to it", () => {
  const summaries = ["newest", "middle", "oldest"].map((id) => makeSummary({ Id: id }));
  expect(findNeighbours(summaries, "newest")).toMatchObject({
    position: 1,
    count: 3,
    newer: undefined,
    older: "middle",
  });
  expect(findNeighbours(summaries, "unlisted")).toBeUndefined();
});
