import { expect, it } from "vitest";
import { formatTraceHeader, parseSamplingAnswer } from "./trace-header.ts";
import { makeSegmentId, makeTraceId } from "./trace-id.ts";

const ID = "1-58406520-a006649127e371903a2de979";

it("makes a trace id of the time and 96 random bits", () => {
  const random = Uint8Array.from([0xa0, 0x06, 0x64, 0x91, 0x27, 0xe3, 0x71, 0x90, 0x3a, 0x2d, 0xe9, 0x79]);
  expect(makeTraceId(0x58406520 + 0.999, random)).toBe(ID);
});

it("makes a segment id of 64 random bits", () => {
  expect(makeSegmentId(Uint8Array.from([0, 0x99, 0x5c, 0x3f, 0x42, 0xcd, 0x8a, 0xd8]))).toBe(
    "00995c3f42cd8ad8",
  );
});

it.each([
  [undefined, "?"],
  [true, "1"],
  [false, "0"],
])("tells a decision of %s as Sampled=%s", (isSampled, sampled) => {
  const header = formatTraceHeader({ traceId: ID, parentId: "53995c3f42cd8ad8", isSampled });
  expect(header).toBe(`Root=${ID};Parent=53995c3f42cd8ad8;Sampled=${sampled}`);
});

it.each([
  [`Root=${ID};Sampled=1`, { traceId: ID, isSampled: true }],
  [`Root=${ID};Sampled=0`, { traceId: ID, isSampled: false }],
  [` sampled=1 ; root=${ID} `, { traceId: ID, isSampled: true }],
  [`Root=${ID};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0`, { traceId: ID, isSampled: true }],
  [`Root=${ID}`, undefined],
  [`Root=${ID};Sampled=?`, undefined],
  ["Root=undefined;Sampled=1", undefined],
  ["Root=1-58406520-<b>;Sampled=1", undefined],
  ["", undefined],
  [null, undefined],
])("reads the answer %j", (header, answer) => {
  expect(parseSamplingAnswer(header)).toEqual(answer);
});
