import { assert, array, boolean, integer, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { compileFilter } from "./evaluate-filter.ts";
import { parseFilter } from "../parse/parse-filter.ts";
import { makeEdge, makeFacts, makeRequest, makeService } from "../testing/make-facts.ts";

const request = record({
  fault: boolean(),
  error: boolean(),
  throttle: boolean(),
  inProgress: boolean(),
  responseTimeSec: integer({ min: 0, max: 5 }),
  durationSec: integer({ min: 0, max: 5 }),
}).map(makeRequest);
const requests = array(request, { maxLength: 3 });

const FILTERS = [
  'service("a") { fault }',
  'service("a") { fault = true AND responsetime > 2 }',
  'service("a") { error != false OR throttle }',
  'service("a") { !fault }',
  'service("a") { fault = false }',
  'service("a") { partial }',
  'service("a") { duration = 3 }',
  'service("a") { responsetime >= 3 AND root }',
  'service("a") { responsetime < 3 }',
  'service("a") { fault OR root }',
  'edge("a", "b") { throttle }',
  'edge("a", "b") { fault OR responsetime > 4 }',
  'edge("a", "b") { !partial }',
];

/** As the store knows them without reading requests. */
function withHints(facts: TraceFacts): TraceFacts {
  const all = [...facts.services, ...facts.edges].flatMap((entity) => entity.requests);
  return {
    ...facts,
    anyRequest: {
      fault: all.some(({ fault }) => fault),
      error: all.some(({ error }) => error),
      throttle: all.some(({ throttle }) => throttle),
      inProgress: all.some(({ inProgress }) => inProgress),
    },
    longestRequestSec: Math.max(0, ...all.flatMap((one) => [one.responseTimeSec, one.durationSec])),
  };
}

describe("what is known of all requests", () => {
  it.each(FILTERS)("changes no answer of %s", (text) => {
    const matches = compileFilter(parseFilter(text), { groups: new Map() });
    assert(
      property(requests, requests, requests, (ofA, ofB, ofEdge) => {
        const services = [
          makeService("a", { requests: ofA, root: true }),
          makeService("b", { requests: ofB }),
        ];
        const facts = makeFacts({ services, edges: [makeEdge(0, 1, { requests: ofEdge })] });
        expect(matches(withHints(facts))).toBe(matches(facts));
      }),
    );
  });

  it.each(['service("a") { fault }', 'edge("a", "a") { responsetime > 5 }'])(
    "spares %s the requests of a trace in which none can satisfy it",
    (text) => {
      const unread = {
        get requests(): never {
          throw new Error("read");
        },
      };
      const facts = makeFacts({
        services: [Object.assign(Object.create(unread), { id: { Name: "a", Names: ["a"] } })],
        edges: [Object.assign(Object.create(unread), { from: 0, to: 0 })],
        anyRequest: { fault: false, error: true, throttle: true, inProgress: true },
        longestRequestSec: 5 - 1e-9,
      });
      expect(compileFilter(parseFilter(text), { groups: new Map() })(facts)).toBe(false);
    },
  );
});
