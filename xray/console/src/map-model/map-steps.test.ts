import { expect, test } from "vitest";
import type { MapLayout } from "./layout.ts";
import { stepFrom } from "./map-steps.ts";

const LAYOUT: MapLayout = {
  style: "full",
  width: 300,
  height: 200,
  nodes: new Map([
    ["web", { x: 0, y: 100 }],
    ["api", { x: 100, y: 100 }],
    ["db", { x: 200, y: 20 }],
    ["queue", { x: 200, y: 110 }],
    ["mail", { x: 200, y: 180 }],
  ]),
  via: new Map(),
  labelEnds: new Map(),
};
const EDGES = [
  { from: "web", to: "api" },
  { from: "api", to: "db" },
  { from: "api", to: "queue" },
  { from: "queue", to: "mail" },
];

test.each([
  ["api", "right", "queue"],
  ["api", "left", "web"],
  ["queue", "up", "db"],
  ["queue", "down", "mail"],
  ["mail", "down", undefined],
  ["db", "right", undefined],
  ["nowhere", "right", undefined],
] as const)("from %s %s leads to %s", (key, direction, next) => {
  expect(stepFrom(LAYOUT, EDGES, key, direction)).toBe(next);
});
