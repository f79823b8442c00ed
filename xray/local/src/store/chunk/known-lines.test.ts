import { describe, expect, test } from "vitest";
import { KnownLines } from "./known-lines.ts";
import { isSameHttp, isSameKinds, toKindsKey } from "./same-facts.ts";
import type { ActivityKinds } from "../../model/trace-activity.ts";

const KINDS: ActivityKinds = {
  mostOfIt: "query",
  requests: [{ service: "api", method: "GET", url: "/home", status: 200, version: "1", caller: 0 }],
  calls: [{ request: 0, kind: "aws", target: "DynamoDB", text: "Scan", resource: "cruds" }],
  exceptions: [
    { request: 0, type: "Error", message: "no", frame: "a.ts", way: ["api", "db"], reachedClient: true },
  ],
};

/** Copies of KINDS that differ in one member each, however deep. */
function* variants(value: unknown): Generator {
  if (typeof value === "string") yield `${value}x`;
  else if (typeof value === "number") yield value + 1;
  else if (typeof value === "boolean") yield !value;
  else if (Array.isArray(value)) {
    yield [...value, ...value];
    for (const [index, item] of value.entries())
      for (const other of variants(item)) yield value.with(index, other);
  } else {
    for (const [key, member] of Object.entries(value as object))
      for (const other of variants(member)) yield { ...(value as object), [key]: other };
  }
}

describe("values as lines", () => {
  test("every member that differs makes another line, and the same value the same string", () => {
    const lines = new KnownLines({ keyOf: toKindsKey, isSame: isSameKinds });
    const all = [KINDS, ...variants(KINDS)] as ActivityKinds[];
    expect(all).toHaveLength(24);
    for (const kinds of [...all, ...all.toReversed()]) {
      expect(JSON.parse(lines.line(structuredClone(kinds)))).toEqual(kinds);
    }
  });

  test("so it is with what is known of a request", () => {
    const lines = new KnownLines({ keyOf: () => "", isSame: isSameHttp });
    const http = { url: "/", method: "GET", status: 200, userAgent: "curl", clientIp: "::1" };
    for (const one of [http, ...(variants(http) as Iterable<typeof http>), {}, http]) {
      expect(JSON.parse(lines.line(one))).toEqual(one);
    }
  });

  test("as many are kept as have room, and long ones are not", () => {
    const lines = new KnownLines({ keyOf: String, isSame: Object.is });
    for (let value = 0; value < 20_000; value += 1) expect(lines.line(value)).toBe(String(value));
    const long = new KnownLines({ keyOf: () => "", isSame: () => true });
    expect(long.line("a".repeat(3000))).toHaveLength(3002);
    expect(long.line("b")).toBe('"b"');
  });
});
