import { describe, expect, test } from "vitest";
import type { ServiceQuestion } from "../../service-link.ts";
import {
  brushQuery,
  BY_CALL,
  BY_TARGET,
  CALLERS,
  callsQuery,
  earlierQuery,
  ENDPOINTS,
  exceptionsQuery,
  failedCallsQuery,
  partsQuery,
  requestsQuery,
  siblingsQuery,
  VERSIONS,
  WHOLE,
} from "./service-query.ts";

const BOUNDS = { startSec: 1000, endSec: 1900 };
const ENDPOINT: ServiceQuestion = {
  subject: { service: "pay", type: "AWS::ECS::Fargate", endpoint: "POST /charge" },
  filter: 'user = "ann"',
};
const SERVICE: ServiceQuestion = { subject: { service: "pay", type: undefined, endpoint: "" }, filter: "" };
const SET = {
  ...BOUNDS,
  filter: 'user = "ann"',
  where: { service: "pay|AWS::ECS::Fargate", endpoint: "POST /charge" },
};

const QUERIES = {
  requests: requestsQuery,
  parts: partsQuery,
  calls: callsQuery,
  exceptions: exceptionsQuery,
};

test.each(Object.entries(QUERIES))("%s are asked of the endpoint alone, within the group", (of, toQuery) => {
  expect(toQuery(ENDPOINT, BOUNDS)).toMatchObject({ of, sets: [SET] });
});

test.each(Object.entries(QUERIES))(
  "%s of a whole service have no endpoint and, without a group, no filter",
  (_, toQuery) => {
    expect(toQuery(SERVICE, BOUNDS).sets).toEqual([{ ...BOUNDS, where: { service: "pay" } }]);
  },
);

describe("what is asked of requests", () => {
  const byOf = (question: ServiceQuestion) =>
    (requestsQuery(question, BOUNDS).groups ?? []).map(({ by }) => by.join(" "));

  test("comes in the order in which it is read", () => {
    const by = byOf(SERVICE);
    expect([by[WHOLE], by[CALLERS], by[VERSIONS], by[ENDPOINTS]]).toEqual([
      "service",
      "caller callerEndpoint",
      "service version",
      "service endpoint",
    ]);
  });

  test("is of an endpoint the endpoint itself, and no list of endpoints", () => {
    expect(byOf(ENDPOINT)).toEqual(["service endpoint", "caller callerEndpoint", "service version"]);
  });

  test("has the heatmap and columns of a 60th of the range", () => {
    expect(requestsQuery(ENDPOINT, BOUNDS)).toMatchObject({ rows: true, columnSec: 15, examples: 5 });
    expect(requestsQuery(ENDPOINT, { startSec: 0, endSec: 3600 }).columnSec).toBe(60);
  });
});

describe("what it is compared with", () => {
  test("is the range before, and the same time yesterday", () => {
    const boundsOf = (against: "before" | "day") =>
      earlierQuery(SERVICE, against, BOUNDS).sets.map(({ startSec, endSec }) => [startSec, endSec]);
    expect(boundsOf("before")).toEqual([[100, 1000]]);
    expect(boundsOf("day")).toEqual([[1000 - 86_400, 1900 - 86_400]]);
  });

  test("is a version that answered in the range or before it, and then all others of the range", () => {
    expect(earlierQuery(ENDPOINT, "version:2.4.0", BOUNDS).sets).toEqual([
      { ...SET, startSec: 100, where: { ...SET.where, version: "2.4.0" } },
      { ...SET, rest: true },
    ]);
  });

  test.each([
    ["a service", SERVICE],
    ["an endpoint", ENDPOINT],
  ])("has its groups in the places of those of the range: %s", (_, question) => {
    const now = requestsQuery(question, BOUNDS).groups ?? [];
    const earlier = earlierQuery(question, "before", BOUNDS).groups ?? [];
    expect(earlier).toHaveLength(now.length);
    for (const place of [WHOLE, CALLERS, ENDPOINTS]) expect(earlier[place]?.by).toEqual(now[place]?.by);
  });
});

test("calls come by themselves and by the node that was called, in the order in which they are read", () => {
  const groups = callsQuery(ENDPOINT, BOUNDS).groups ?? [];
  expect(groups[BY_CALL]).toMatchObject({ by: ["call"], sort: "time", series: true });
  expect(groups[BY_TARGET]).toMatchObject({ by: ["kind", "target"], sort: "time", change: true });
});

test("calls that failed are those of requests that failed", () => {
  const query = failedCallsQuery(ENDPOINT, BOUNDS);
  expect(query.of).toBe("calls");
  expect(query.sets).toEqual([{ ...SET, outcomes: ["fault"] }]);
});

test("siblings are the endpoints of the same service, in the same group", () => {
  expect(siblingsQuery(ENDPOINT, BOUNDS)).toEqual({
    of: "requests",
    sets: [{ ...SET, where: { service: "pay|AWS::ECS::Fargate" } }],
    groups: [{ by: ["endpoint"], limit: 300 }],
  });
});

test("a brush holds the longest response that it shows too, and leaves the range as it is", () => {
  const brush = { startSec: 1200, endSec: 1300, minResponseSec: 0.1, maxResponseSec: 0.4 };
  expect(brushQuery(ENDPOINT, BOUNDS, brush).sets).toEqual([
    {
      ...SET,
      brush: { startSec: 1200, endSec: 1300, fromDurationSec: 0.1, toDurationSec: 0.400001 },
    },
  ]);
});
