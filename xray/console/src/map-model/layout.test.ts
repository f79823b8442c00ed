import { describe, expect, test } from "vitest";
import { layoutMap, mapStyle } from "./layout.ts";

const node = (key: string) => ({ key, label: key });
const edge = (from: string, to: string) => ({ key: `${from}~${to}`, from, to });
const NODES = ["client", "web", "api", "db", "queue"].map(node);
const EDGES = [edge("client", "web"), edge("web", "api"), edge("api", "db"), edge("api", "queue")];

describe("layoutMap", () => {
  test("puts callers left of callees", () => {
    const { nodes } = layoutMap(NODES, EDGES);
    const x = (key: string) => nodes.get(key)?.x ?? NaN;
    expect(x("client")).toBeLessThan(x("web"));
    expect(x("web")).toBeLessThan(x("api"));
    expect(x("api")).toBeLessThan(x("db"));
    expect(x("db")).toBe(x("queue"));
  });

  test("gives labels the end that no other edge shares", () => {
    const { labelEnds } = layoutMap(
      [...NODES, node("other")],
      [...EDGES, edge("other", "api"), edge("other", "queue"), edge("web", "queue")],
    );
    expect(Object.fromEntries(labelEnds)).toMatchObject({
      "api~db": "to",
      "client~web": "to",
      "other~api": "middle",
    });
  });

  test("is the same whatever the order of edges in time", () => {
    const a = layoutMap(NODES, EDGES);
    expect(layoutMap(NODES, EDGES)).toEqual(a);
  });

  test("holds rings", () => {
    const { nodes } = layoutMap(["a", "b"].map(node), [edge("a", "b"), edge("b", "a"), edge("a", "a")]);
    expect([...nodes.values()].every((point) => Number.isFinite(point.x) && Number.isFinite(point.y))).toBe(
      true,
    );
  });

  test("keeps 15 pixels between the rows of a hundred nodes", () => {
    const many = Array.from({ length: 100 }, (_, index) => node(`n${index}`));
    const edges = many.slice(1).map((to, index) => edge(`n${Math.floor(index / 9)}`, to.key));
    const layout = layoutMap(many, edges);
    expect(layout.style).toBe("crowded");
    const columns = Map.groupBy(layout.nodes.values(), (point) => Math.round(point.x));
    for (const points of columns.values()) {
      const rows = points.map((point) => point.y).toSorted((a, b) => a - b);
      const pitches = rows.slice(1).map((y, index) => y - (rows[index] ?? 0));
      expect(Math.min(15, ...pitches)).toBeGreaterThanOrEqual(14.9);
    }
  });

  test("is crowded from 41 nodes on", () => {
    expect([mapStyle(40), mapStyle(41)]).toEqual(["full", "crowded"]);
  });
});
