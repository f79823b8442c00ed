import { expect, test } from "vitest";
import { createLabelsParser } from "./shared-labels.ts";

const user = { key: "user", value: "bayko", services: [0] };
const rows = { key: "rows", value: 3, services: [0, 1] };
const someone = { name: "someone", services: [0] };

test("what lines have in common is one object, and every line is told whole", () => {
  const parse = createLabelsParser();

  const first = parse(JSON.stringify({ annotations: [rows, user], users: [someone] }));
  const second = parse(JSON.stringify({ annotations: [user], users: [someone] }));

  expect(first).toEqual({ annotations: [rows, user], users: [someone] });
  expect(second).toEqual({ annotations: [user], users: [someone] });
  expect(second.annotations[0]).toBe(first.annotations[1]);
  expect(second.users[0]).toBe(first.users[0]);
});

test("values of different types are not taken for each other", () => {
  const parse = createLabelsParser();
  const lineOf = (value: unknown) =>
    JSON.stringify({ annotations: [{ key: "a", value, services: [] }], users: [] });

  expect([1, "1", true].map((value) => parse(lineOf(value)).annotations[0]?.value)).toEqual([1, "1", true]);
});
