import { describe, expect, expectTypeOf, it } from "vitest";
import { assert, jsonValue, property } from "fast-check";
import { ApiError } from "./errors.ts";
import {
  boolean,
  document,
  integer,
  list,
  map,
  number,
  oneOf,
  required,
  string,
  structure,
  timestamp,
} from "./shape.ts";
import type { Infer } from "./shape.ts";
import { validate } from "./validate.ts";

const rule = structure({
  RuleName: string({ min: 1, max: 4 }),
  Priority: required(integer({ min: 1, max: 9999 })),
  FixedRate: number({ min: 0, max: 1 }),
  Attributes: map(string({ min: 1, max: 3 }), string({ max: 3 }), { max: 2 }),
});
const everything = structure({
  StartTime: required(timestamp()),
  Kind: oneOf("TraceId", "Event"),
  Ids: list(string({ min: 1, max: 3 }), { max: 2 }),
  Rules: list(rule),
  Policy: string({ pattern: /^[\w-]+$/ }),
  EC2InstanceId: string({ max: 20 }),
  Sampling: boolean(),
  Any: document(),
});

function problemOf(value: unknown): unknown {
  try {
    validate(everything, value);
    return undefined;
  } catch (error) {
    return error;
  }
}

function messageOf(value: unknown): string {
  const problem = problemOf(value);
  return problem instanceof ApiError && problem.code === "InvalidRequestException" ? problem.message : "";
}

describe("validate", () => {
  it("lets through what fits and drops what the shape does not name", () => {
    const value = {
      StartTime: 1.5,
      Kind: "Event",
      Ids: ["a", "abc"],
      Rules: [{ Priority: 1, Attributes: { a: "b" }, Other: 1 }],
      Any: { deep: [1] },
      Unknown: true,
    };
    expect(validate(everything, value)).toEqual({
      StartTime: 1.5,
      Kind: "Event",
      Ids: ["a", "abc"],
      Rules: [{ Priority: 1, Attributes: { a: "b" } }],
      Any: { deep: [1] },
    });
  });

  it("takes null for absent, and no body for an empty one", () => {
    expect(validate(everything, { StartTime: 1, Kind: null, Ids: null })).toEqual({ StartTime: 1 });
    expect(validate(structure({ NextToken: string() }), undefined)).toEqual({});
    expect(validate(structure({ NextToken: string() }), null)).toEqual({});
  });

  const length = "failed to satisfy constraint: Member must have length";
  it.each([
    [{}, "Value null at 'startTime' failed to satisfy constraint: Member must not be null"],
    [
      { StartTime: "now" },
      "Value 'now' at 'startTime' failed to satisfy constraint: Member must be a timestamp in epoch seconds",
    ],
    [
      { StartTime: 1e300 },
      "Value '1e+300' at 'startTime' failed to satisfy constraint: Member must be a timestamp in epoch seconds",
    ],
    [
      { StartTime: 1, Kind: "x" },
      "Value 'x' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [TraceId, Event]",
    ],
    [{ StartTime: 1, Ids: ["a", "b", "c"] }, `Value '[a, b, c]' at 'ids' ${length} less than or equal to 2`],
    [
      { StartTime: 1, Ids: ["a", "abcd"] },
      `Value 'abcd' at 'ids.2.member' ${length} less than or equal to 3`,
    ],
    [{ StartTime: 1, Ids: [""] }, `Value '' at 'ids.1.member' ${length} greater than or equal to 1`],
    [
      { StartTime: 1, Ids: [null] },
      "Value null at 'ids.1.member' failed to satisfy constraint: Member must not be null",
    ],
    [{ StartTime: 1, Ids: "a" }, "Value 'a' at 'ids' failed to satisfy constraint: Member must be a list"],
    [
      { StartTime: 1, Rules: [{}] },
      "Value null at 'rules.1.member.priority' failed to satisfy constraint: Member must not be null",
    ],
    [
      { StartTime: 1, Rules: [{ Priority: 0 }] },
      "Value '0' at 'rules.1.member.priority' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { StartTime: 1, Rules: [{ Priority: 1.5 }] },
      "Value '1.5' at 'rules.1.member.priority' failed to satisfy constraint: Member must be an integer",
    ],
    [
      { StartTime: 1, Rules: [{ Priority: 1, FixedRate: 2 }] },
      "Value '2' at 'rules.1.member.fixedRate' failed to satisfy constraint: Member must have value less than or equal to 1",
    ],
    [
      { StartTime: 1, Rules: [{ Priority: 1, Attributes: { long: "" } }] },
      "Value '{…}' at 'rules.1.member.attributes' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 3]",
    ],
    [
      { StartTime: 1, Rules: [1] },
      "Value '1' at 'rules.1.member' failed to satisfy constraint: Member must be a structure",
    ],
    [
      { StartTime: 1, Policy: "a b" },
      "Value 'a b' at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+",
    ],
    [
      { StartTime: 1, Sampling: "true" },
      "Value 'true' at 'sampling' failed to satisfy constraint: Member must be a boolean",
    ],
    [
      { StartTime: 1, EC2InstanceId: 7 },
      "Value '7' at 'eC2InstanceId' failed to satisfy constraint: Member must be a string",
    ],
    [[], "Value '[]' at the request body failed to satisfy constraint: Member must be a structure"],
  ])("says what is wrong with %j", (value, message) => {
    expect(messageOf(value)).toBe(`1 validation error detected: ${message}`);
  });

  it("tells several problems at once, though not a million", () => {
    expect(messageOf({ Kind: "x" })).toMatch(/^2 validation errors detected: Value null .*; Value 'x'/);
    const ids = Array.from({ length: 100_000 }, () => 7);
    expect(messageOf({ StartTime: 1, Rules: ids }).length).toBeLessThan(2_000);
  });

  it("cuts long values", () => {
    expect(messageOf({ StartTime: 1, Kind: "x".repeat(100_000) }).length).toBeLessThan(500);
  });

  it("does not let a body reach the prototype", () => {
    const body: unknown = JSON.parse(
      '{"StartTime":1,"Rules":[{"Priority":1,"Attributes":{"__proto__":"x"}}]}',
    );
    expect(() => validate(everything, body)).toThrow("Map keys");
    expect(() => validate(everything, JSON.parse('{"__proto__":{"StartTime":1}}'))).toThrow("'startTime'");
  });

  it("answers any JSON with a value or with InvalidRequestException", () => {
    assert(
      property(jsonValue(), jsonValue(), (any, rules) => {
        for (const value of [any, { StartTime: 1, Rules: rules, Ids: any, Kind: any }]) {
          const problem = problemOf(value);
          expect(problem === undefined || problem instanceof ApiError).toBe(true);
        }
      }),
    );
  });

  it("knows the type of what it lets through", () => {
    expectTypeOf<Infer<typeof everything>["Kind"]>().toEqualTypeOf<"TraceId" | "Event" | undefined>();
    expectTypeOf<Infer<typeof everything>["StartTime"]>().toEqualTypeOf<number>();
    expectTypeOf<Infer<typeof rule>["Attributes"]>().toEqualTypeOf<Record<string, string> | undefined>();
  });
});
