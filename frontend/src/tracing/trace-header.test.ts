import { expect, it } from "vitest";
import { askForSampling, parseSamplingAnswer } from "./trace-header.ts";
import { makeTraceId, randomTraceId } from "./trace-id.ts";

const ID = "1-58406520-a006649127e371903a2de979";

it("makes a trace id of the time and 96 random bits", () => {
  const random = Uint8Array.from([0xa0, 0x06, 0x64, 0x91, 0x27, 0xe3, 0x71, 0x90, 0x3a, 0x2d, 0xe9, 0x79]);
  expect(makeTraceId(0x58406520 * 1_000 + 999, random)).toBe(ID);
});

it("never makes an id twice", () => {
  expect(randomTraceId()).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(new Set(Array.from({ length: 100 }, randomTraceId)).size).toBe(100);
});

it("asks without deciding", () => {
  expect(askForSampling(ID)).toBe(`Root=${ID};Sampled=?`);
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
