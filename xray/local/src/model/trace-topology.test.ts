import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { ServiceId } from "../protocol/api-types.ts";
import { edgeKey, serviceKey, toServiceId, toTopology, toTopologyKey } from "./trace-topology.ts";
import type { TopologyNode, TraceTopology } from "./trace-topology.ts";

const node = (name: string, members: Partial<TopologyNode> = {}): TopologyNode => ({
  id: { Name: name, Names: [name] },
  root: false,
  inferred: false,
  client: false,
  ...members,
});

describe("toTopologyKey", () => {
  const plain: TraceTopology = {
    services: [node("a"), node("b")],
    edges: [{ from: 0, to: 1, asynchronous: false }],
  };

  it("is the same for the same nodes and edges, whatever else the object holds", () => {
    const others = { ...plain, id: "1-58406520-a006649127e371903a2de979", topologies: 3 };
    expect(toTopologyKey(others)).toBe(toTopologyKey(plain));
    expect(toTopologyKey(toTopology(others))).toBe(toTopologyKey(plain));
  });

  it.each<[string, TraceTopology]>([
    ["another name", { ...plain, services: [node("a"), node("c")] }],
    ["names that only read the same", { ...plain, services: [node("a1:b"), node("")] }],
    [
      "a second name",
      { ...plain, services: [node("a", { id: { Name: "a", Names: ["a", "x"] } }), node("b")] },
    ],
    [
      "a type",
      { ...plain, services: [node("a", { id: { Name: "a", Names: ["a"], Type: "T" } }), node("b")] },
    ],
    [
      "an account",
      { ...plain, services: [node("a", { id: { Name: "a", Names: ["a"], AccountId: "T" } }), node("b")] },
    ],
    ["a root", { ...plain, services: [node("a", { root: true }), node("b")] }],
    ["an inferred node", { ...plain, services: [node("a"), node("b", { inferred: true })] }],
    ["a client node", { ...plain, services: [node("a", { client: true }), node("b")] }],
    ["an edge the other way", { ...plain, edges: [{ from: 1, to: 0, asynchronous: false }] }],
    ["an edge that does not wait", { ...plain, edges: [{ from: 0, to: 1, asynchronous: true }] }],
    ["no edge", { ...plain, edges: [] }],
  ])("differs for %s", (_, other) => {
    expect(toTopologyKey(other)).not.toBe(toTopologyKey(plain));
  });
});

describe("serviceKey", () => {
  it.each([
    [{ Name: "backend-flask" }, "backend-flask"],
    [{ Name: "backend-flask", Type: "client" }, "backend-flask|client"],
    [{ Name: "db@host", Type: "Database::SQL" }, "db@host|Database::SQL"],
  ])("of %o is %s", (id, key) => {
    expect(serviceKey(id)).toBe(key);
  });

  it("is the same for the same name and type alone, whatever the names are", () => {
    const type = fc.option(fc.constantFrom("client", "AWS::Lambda", "AWS::Lambda::Function"), {
      nil: undefined,
    });
    const id = fc.record({
      Name: fc.string({ maxLength: 3, unit: fc.constantFrom("a", "|", "~") }),
      Type: type,
    });
    fc.assert(
      fc.property(id, id, (one, other) => {
        // Nodes without a type sent a segment, whose name has no such sign.
        fc.pre([one, other].every(({ Name, Type }) => Type !== undefined || !Name.includes("|")));
        const areSame = one.Name === other.Name && one.Type === other.Type;
        expect(serviceKey(withType(one)) === serviceKey(withType(other))).toBe(areSame);
      }),
    );
  });
});

function withType({ Name, Type }: { Name: string; Type: string | undefined }): {
  Name: string;
  Type?: string;
} {
  return Type === undefined ? { Name } : { Name, Type };
}

test("a call that waits and a link between the same nodes are two edges", () => {
  expect(edgeKey({ from: "a", to: "b", asynchronous: false })).toBe("a~b");
  expect(edgeKey({ from: "a", to: "b", asynchronous: true })).toBe("a~~b");
});

test("an id is told without what an answer adds to it", () => {
  const told = { Name: "a", Names: ["a"], Type: "remote", State: "active" };
  expect(toServiceId(told)).toEqual({ Name: "a", Names: ["a"], Type: "remote" });
});

describe("toTopologyKey of any two", () => {
  const text = fc.string({ maxLength: 3, unit: fc.constantFrom("a", "1", ":", "|", "#") });
  const id: fc.Arbitrary<ServiceId> = fc.record(
    { Name: text, Names: fc.array(text, { maxLength: 2 }), Type: text, AccountId: text },
    { requiredKeys: ["Name", "Names"] },
  );
  const anyNode = fc.record({ id, root: fc.boolean(), inferred: fc.boolean(), client: fc.boolean() });
  const edge = fc.record({ from: fc.nat(2), to: fc.nat(2), asynchronous: fc.boolean() });
  const topology: fc.Arbitrary<TraceTopology> = fc.record({
    services: fc.array(anyNode, { maxLength: 2 }),
    edges: fc.array(edge, { maxLength: 2 }),
  });

  it("differs exactly where nodes or edges differ", () => {
    fc.assert(
      fc.property(topology, topology, (one, other) => {
        expect(toTopologyKey(one) === toTopologyKey(other)).toBe(canonical(one) === canonical(other));
      }),
    );
  });
});

function canonical({ services, edges }: TraceTopology): string {
  return JSON.stringify([
    services.map(({ id, root, inferred, client }) => [
      id.Name,
      id.Names,
      id.Type ?? null,
      id.AccountId ?? null,
      root,
      inferred,
      client,
    ]),
    edges.map(({ from, to, asynchronous }) => [from, to, asynchronous]),
  ]);
}
