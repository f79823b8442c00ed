import { expect, it } from "vitest";
import { toPageTimings } from "./page-timings.ts";

let count = 0;
const context = {
  timeOriginMs: 1_700_000_000_000,
  makeId: () => (count += 1).toString(16).padStart(16, "0"),
};

const NAVIGATION = {
  name: "http://localhost:3000/",
  redirectStart: 0,
  redirectEnd: 0,
  domainLookupStart: 1,
  domainLookupEnd: 1,
  connectStart: 1,
  connectEnd: 2,
  requestStart: 2,
  responseStart: 12.3456,
  responseEnd: 13,
  domComplete: 80,
  loadEventStart: 80,
  loadEventEnd: 81,
};

function makeResource(fields: object) {
  return {
    name: "http://localhost:3000/assets/index.js",
    initiatorType: "script",
    startTime: 20,
    responseEnd: 30,
    responseStatus: 200,
    encodedBodySize: 4_000,
    ...fields,
  };
}

it("tells the phases that took time, in seconds since 1970", () => {
  const [navigation] = toPageTimings(NAVIGATION, [], context);
  expect(navigation).toMatchObject({
    name: "navigation",
    start_time: 1_700_000_000,
    end_time: 1_700_000_000.081,
  });
  expect(navigation?.subsegments?.map(({ name }) => name)).toEqual([
    "connect",
    "request",
    "response",
    "document",
    "load event",
  ]);
  expect(navigation?.subsegments?.[1]).toMatchObject({
    start_time: 1_700_000_000.002,
    end_time: 1_700_000_000.012346,
  });
});

it("tells the files in the order of their start, and no calls", () => {
  const resources = [
    makeResource({ startTime: 40, responseEnd: 50, name: "http://localhost:3000/a b(1).css?x=1" }),
    makeResource({}),
    makeResource({ initiatorType: "fetch" }),
    makeResource({ responseEnd: 0 }),
  ];
  const files = toPageTimings(undefined, resources, context);
  expect(files.map(({ name }) => name)).toEqual(["index.js", "a%20b_1_.css"]);
  expect(files[0]).toMatchObject({
    start_time: 1_700_000_000.02,
    end_time: 1_700_000_000.03,
    http: {
      request: { method: "GET", url: "http://localhost:3000/assets/index.js" },
      response: { status: 200, content_length: 4_000 },
    },
  });
});

it("says nothing of a status that the browser keeps to itself", () => {
  const [file] = toPageTimings(undefined, [makeResource({ responseStatus: 0, encodedBodySize: 0 })], context);
  expect(file?.http).toEqual({ request: { method: "GET", url: "http://localhost:3000/assets/index.js" } });
});

it("stops at forty files", () => {
  expect(
    toPageTimings(
      undefined,
      Array.from({ length: 100 }, () => makeResource({})),
      context,
    ),
  ).toHaveLength(40);
});
