import * as sdk from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "./operations.ts";
import type { Shape } from "./model/shape.ts";

/**
 * The SDK carries the service's model as nested arrays (packages/core/src/submodules/schema of smithy-typescript):
 * `[9, namespace, name, { http: [method, path, status] }, input, output]` for an operation,
 * `[3, namespace, name, traits, memberNames, memberSchemas, countOfRequired]` for a structure, the required members
 * first; `[1, …, member]` for a list, `[2, …, key, value]` for a map, and numbers for what is simple. A schema may be
 * wrapped in a function, or in a pair with traits. `Plain` is what both models say of a type; numbers are not told
 * apart, because the SDK does not.
 */
type Plain = string | { list: Plain } | { map: Plain } | Record<string, unknown>;

const SIMPLE: Readonly<Record<number, Plain>> = {
  0: "string",
  1: "number",
  2: "boolean",
  4: "timestamp",
  64: { list: "string" },
  65: { list: "number" },
  128: { map: "string" },
};

function fromSdk(schema: unknown): Plain {
  const value: unknown = typeof schema === "function" ? schema() : schema;
  if (typeof value === "number") return SIMPLE[value] ?? `unknown ${value}`;
  if (!Array.isArray(value)) return typeof value === "string" ? "unit" : "unknown";
  const [kind, , , , first, second, third]: unknown[] = value;
  if (kind === 1) return { list: fromSdk(first) };
  if (kind === 2) return { map: fromSdk(second) };
  if ((kind === 3 || kind === 4) && Array.isArray(first) && Array.isArray(second)) {
    const requiredCount = Number(third ?? 0);
    return Object.fromEntries(
      first.map((name, i) => [`${String(name)}${i < requiredCount ? "!" : ""}`, fromSdk(second[i])]),
    );
  }
  return fromSdk(kind);
}

function fromShape(shape: Shape): Plain {
  if (shape.kind === "list") return { list: fromShape(shape.member) };
  if (shape.kind === "map") return { map: fromShape(shape.value) };
  if (shape.kind === "integer") return "number";
  if (shape.kind !== "structure") return shape.kind;
  return Object.fromEntries(
    Object.entries(shape.members).map(([name, member]) => [
      `${name}${member.required ? "!" : ""}`,
      fromShape(member),
    ]),
  );
}

/** Name → path and input, of every operation that the SDK knows. */
const model = new Map(
  Object.values(sdk).flatMap((schema: unknown) => {
    if (!Array.isArray(schema) || schema[0] !== 9) return [];
    const [, , name, traits, input]: unknown[] = schema;
    return [[String(name), { traits, input: fromSdk(input) }] as const];
  }),
);

describe("the inputs of the operations", () => {
  it("are read from a model that has all of them", () => {
    expect(model.size).toBe(38);
    expect([...OPERATIONS.values()].map(({ name }) => name).sort()).toEqual([...model.keys()].sort());
  });

  it.each([...OPERATIONS.values()].map((operation) => [operation.name, operation] as const))(
    "%s has the path and the members of AWS's model",
    (name, { path, input }) => {
      const modelled = model.get(name);
      expect(modelled?.traits).toEqual({ http: ["POST", path, 200] });
      expect(fromShape(input)).toEqual(modelled?.input);
    },
  );
});
