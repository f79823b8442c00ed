import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter } from "./evaluate-filter.ts";
import { parseFilter } from "../parse/parse-filter.ts";
import { compileTopologyFilter } from "./topology-filter.ts";
import { makeFacts, makeService } from "../testing/make-facts.ts";

describe("compileTopologyFilter", () => {
  it.each([
    `service("a") { fault }`,
    `edge("a", "b") { ok }`,
    `service("a") AND fault`,
    `inferred OR !http.status = 200`,
    `annotation.x = 1`,
    `group.name = "g"`,
    `rootcause.fault.service { name = "a" }`,
    `responsetime > 1`,
    `inferred = true AND user = "x"`,
  ])("leaves %s to each trace", (text) => {
    expect(compileTopologyFilter(parseFilter(text))).toBeUndefined();
  });

  const NAMES = ["a", "b", "c"];
  const condition = fc.oneof(
    fc.constantFrom(
      "inferred",
      "inferred = false",
      "inferred != false",
      "service()",
      `service(id(type: "T"))`,
    ),
    fc.constantFrom(...NAMES).map((name) => `service("${name}")`),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES))
      .map(([from, to]) => `edge("${from}", "${to}")`),
  );
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      condition,
      tie("filter").map((inner) => `!(${inner})`),
      fc
        .tuple(tie("filter"), fc.constantFrom("AND", "OR"), tie("filter"))
        .map(([left, word, right]) => `(${left}) ${word} (${right})`),
    ),
  }));
  const services = fc.array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      type: fc.constantFrom(undefined, "T"),
      inferred: fc.boolean(),
    }),
    { maxLength: 3 },
  );
  const edges = fc.array(fc.record({ from: fc.nat(3), to: fc.nat(3) }), { maxLength: 3 });

  it("answers as the filter does, without reading anything else of the trace", () => {
    fc.assert(
      fc.property(filter, services, edges, (text, nodes, ends) => {
        const topology = {
          services: nodes.map(({ name, type, inferred }) => {
            const { requests: _, ...node } = makeService(name, { inferred });
            return { ...node, id: { ...node.id, ...(type && { Type: type }) } };
          }),
          edges: ends.map((each) => ({ ...each, asynchronous: false })),
        };
        const facts = makeFacts({
          services: topology.services.map((node) => ({ ...node, requests: [] })),
          edges: topology.edges.map((edge) => ({ ...edge, requests: [] })),
        });
        const expression = parseFilter(text);
        expect(compileTopologyFilter(expression)?.(topology)).toBe(
          compileFilter(expression, { groups: new Map() })(facts),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
