// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { toMapGraph } from "../../map-model/map-graph.ts";
import { makeEdge, makeService, makeStatistics } from "../../testing/make-services.ts";
import { MapTable } from "./MapTable.tsx";

afterEach(cleanup);
const graph = toMapGraph([
  makeService(1, "api", [makeEdge(2, { ok: 15, fault: 5 })]),
  makeService(2, "db", [], { SummaryStatistics: makeStatistics({ ok: 15, fault: 5 }, 0.02) }),
]);

function names(): string[] {
  const [, ...rows] = within(screen.getByRole("table", { name: "Nodes" })).getAllByRole("row");
  return rows.map((row) => within(row).getByRole("button").textContent ?? "");
}

test("a head sorts its column, and again the other way", async () => {
  render(<MapTable graph={graph} rangeSec={60} selected="" onSelect={() => undefined} />);
  expect(names()).toEqual(["db", "api"]);
  const head = within(screen.getByRole("table", { name: "Nodes" })).getByRole("button", { name: "average" });
  await userEvent.click(head);
  expect(names()).toEqual(["api", "db"]);
  await userEvent.click(head);
  expect(names()).toEqual(["db", "api"]);
});

test("a row selects its node or edge", async () => {
  const onSelect = vi.fn<(selected: unknown) => void>();
  render(<MapTable graph={graph} rangeSec={60} selected="db" onSelect={onSelect} />);
  expect(screen.getByRole("button", { name: "db", pressed: true })).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "api → db" }));
  expect(onSelect).toHaveBeenCalledWith({ edge: "api~db" });
});
