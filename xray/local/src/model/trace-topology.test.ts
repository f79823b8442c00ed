import { describe, expect, it } from "vitest";
import { toTopology, toTopologyKey } from "./trace-topology.ts";
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
