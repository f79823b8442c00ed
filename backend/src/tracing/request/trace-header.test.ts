import { describe, expect, test } from "vitest";
import { formatTraceHeader, parseTraceHeader } from "./trace-header.ts";

const root = "1-5759e988-bd862e3fe1be46a994272793";
const parent = "53995c3f42cd8ad8";

describe("parseTraceHeader", () => {
  test.each([
    [`Root=${root};Parent=${parent};Sampled=1`, { root, parent, sampled: "1" }],
    [`root=${root};parent=${parent};sampled=0`, { root, parent, sampled: "0" }],
    [` Root = ${root} ; Sampled = ? `, { root, sampled: "?" }],
    ["Sampled=?", { sampled: "?" }],
    [`Self=1-67891234-abcdef012345678912345678;Root=${root};Lineage=a:1|b:2`, { root }],
    [`Root=${root.toUpperCase()};Parent=${parent.toUpperCase()};Sampled=1`, { root, parent, sampled: "1" }],
    [`Root=${root.replace("b", "B")};Sampled=1`, { root, sampled: "1" }],
    [`Root=${root};`, { root }],
    ["", {}],
    [undefined, {}],
  ])("reads %o", (text, expected) => {
    expect(parseTraceHeader(text)).toEqual(expected);
  });

  test.each([
    ["with = in its value", "cart=YQ=="],
    ["that is repeated", "k=1;k=2"],
    ["without a value", "k;k=;=;=1"],
    [
      "of a load balancer, repeated",
      "Self=1-67891234-abcdef012345678912345678;Self=1-67891235-abcdef012345678912345678",
    ],
  ])("leaves the three alone beside another pair %s", (_what, pair) => {
    const expected = { root, parent, sampled: "0" };
    expect(parseTraceHeader(`Root=${root};Parent=${parent};Sampled=0;${pair}`)).toEqual(expected);
    expect(parseTraceHeader(`${pair};Root=${root};Parent=${parent};Sampled=0`)).toEqual(expected);
  });

  test.each([
    ["a root of the wrong length", "Root=1-5759e988-SHORT;Sampled=1", { sampled: "1" }],
    ["a root with other letters", "Root=1-5759e988-zz862e3fe1be46a994272793", {}],
    ["a root of another version", "Root=2-5759e988-bd862e3fe1be46a994272793", {}],
    ["a W3C id", "Root=5759e988bd862e3fe1be46a994272793", {}],
    ["a parent without a root", `Parent=${parent};Sampled=1`, { sampled: "1" }],
    ["a parent of the wrong shape", `Root=${root};Parent=x`, { root }],
    ["another decision", `Root=${root};Sampled=yes`, { root }],
  ])("leaves out %s", (_what, text, expected) => {
    expect(parseTraceHeader(text)).toEqual(expected);
  });

  test.each([
    ["a repeated header", `Root=${root}, Root=${root}`],
    ["a root that is named twice", `Root=${root};Root=${root.replace("5", "6")};Sampled=1`],
    ["a parent that is named twice", `Root=${root};Parent=${parent};parent=${parent}`],
    ["a decision that is named twice", `Root=${root};Sampled=0;Sampled=1`],
    ["an oversized header", `Root=${root};Sampled=1;${"x".repeat(1_000)}=1`],
  ])("takes %s for none", (_what, text) => {
    expect(parseTraceHeader(text)).toEqual({});
  });
});

test("formatTraceHeader writes what parseTraceHeader reads", () => {
  const header = { root, parent, sampled: "?" } as const;
  expect(formatTraceHeader(header)).toBe(`Root=${root};Parent=${parent};Sampled=?`);
  expect(parseTraceHeader(formatTraceHeader(header))).toEqual(header);
  expect(formatTraceHeader({})).toBe("");
});
