import { expect, test } from "vitest";
import { rejectionPlace } from "./rejection-place.ts";

test.each([
  [
    "InvalidName",
    '{"name":"backend-flask","subsegments":[{"name":"ok"},{"name":"crud(expired)"}]}',
    { code: "crud(expired)", words: "of backend-flask" },
  ],
  ["InvalidName", '{"name":"a|b","id":"1"}', { code: "a|b", words: "" }],
  ["InvalidName", '{"name":"api","subsegments":[{"name":"a\\u007cb"},{"na', { code: "a|b", words: "of api" }],
  ["MissingEndTime", '{"subsegments":[{"name":"inner"}],"name":"notifier"}', { code: "", words: "notifier" }],
  ["MissingHeader", "GET / HTTP/1.1\r\nHost: x", { code: "GET / HTTP/1.1\r", words: "" }],
  ["ParseError", "x".repeat(50), { code: `${"x".repeat(40)}…`, words: "" }],
  ["MissingName", "{}", { code: "{}", words: "" }],
  ["MissingDocument", "", undefined],
])("%s in %s", (reason, document, place) => {
  const found = rejectionPlace({ reason, samples: [{ atMs: 0, message: "", document }] });
  expect(found).toEqual(place && { ...place, code: place.code.trim() });
});

test("without a sample there is no place", () => {
  expect(rejectionPlace({ reason: "QueueFull", samples: [] })).toBeUndefined();
});
