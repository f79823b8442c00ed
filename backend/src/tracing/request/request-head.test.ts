import { expect, test } from "vitest";
import { readRequestHead } from "./request-head.ts";

test.each([
  ["nothing", [], { host: undefined, trace: undefined, hasBody: false }],
  [
    "any spelling",
    ["HOST", "a:1", "x-AMZN-Trace-Id", "Root=1", "Content-LENGTH", "2"],
    { host: "a:1", trace: "Root=1", hasBody: true },
  ],
  [
    "the first host, as Node does",
    ["Host", "first", "host", "second"],
    { host: "first", trace: undefined, hasBody: false },
  ],
  [
    "all trace headers, as Node does",
    ["X-Amzn-Trace-Id", "one", "X-Amzn-Trace-Id", "two"],
    { host: undefined, trace: "one, two", hasBody: false },
  ],
  [
    "a body in chunks",
    ["Transfer-Encoding", "chunked"],
    { host: undefined, trace: undefined, hasBody: true },
  ],
  [
    "others of the same length",
    ["Date", "host", "Accept-Encoding", "x", "Accept-Charset", "y", "If-Modified-Since", "z"],
    { host: undefined, trace: undefined, hasBody: false },
  ],
])("reads %s", (_, rawHeaders, expected) => {
  expect(readRequestHead(rawHeaders)).toEqual(expected);
});
