import { expect, test } from "vitest";
import { makeSummary } from "../testing/make-summary.ts";
import { parseTry } from "./decision.ts";
import { distinctRequests, fillFromTrace, seenRequest } from "./fill-try.ts";

const BEFORE = {
  ...parseTry(""),
  service: "before",
  path: "/before",
  host: "before:1",
  client: "other" as const,
};

test.each([
  ["http://localhost:5000/api/a?x=1", { path: "/api/a", host: "localhost:5000" }],
  ["https://example.com", { path: "/", host: "example.com" }],
  ["/api/a#b", { path: "/api/a", host: "before:1" }],
  ["", { path: "/before", host: "before:1" }],
])("%s", (HttpURL, expected) => {
  const summary = makeSummary({ Http: { HttpMethod: "POST", HttpURL } });
  expect(fillFromTrace(summary, BEFORE)).toEqual({
    ...BEFORE,
    service: "backend-flask",
    method: "POST",
    ...expected,
  });
});

test("what a trace does not tell stays as it was", () => {
  expect(fillFromTrace({ Http: {} }, BEFORE)).toEqual(BEFORE);
});

test("of requests that the rules cannot tell apart the newest is offered", () => {
  const at = (Id: string, StartTime: number, HttpURL: string) =>
    makeSummary({ Id, StartTime, Http: { HttpMethod: "GET", HttpURL } });
  const offered = distinctRequests([
    at("a", 1, "http://h/x?n=1"),
    at("b", 2, "http://h/x?n=2"),
    at("c", 3, "http://other/x"),
    makeSummary({ Id: "d", StartTime: 4, Http: {} }),
  ]);
  expect(offered.map(({ Id }) => Id)).toEqual(["c", "b"]);
  expect(offered.map(seenRequest)).toEqual(["backend-flask GET /x", "backend-flask GET /x"]);
});
