import { expect, test } from "vitest";
import { readTraceReference } from "./trace-reference.ts";

const ID = "1-5759e988-bd862e3fe1be46a994272793";
const DIGITS = "5759e988bd862e3fe1be46a994272793";

test.each([
  [ID, true],
  [` ${ID.toUpperCase().replace("1-", "1-")}\n`, true],
  [`"${ID}"`, true],
  [DIGITS, true],
  [`00-${DIGITS}-53995c3f42cd8ad8-01`, true],
  [`traceparent: 00-${DIGITS}-53995c3f42cd8ad8-01`, true],
  [`Root=${ID}`, false],
  [`X-Amzn-Trace-Id: Root=${ID};Parent=53995c3f42cd8ad8;Sampled=1`, false],
  [`x-amzn-trace-id: Self=1-67891234-12456789abcdef012345678; Root=${ID};Lineage=25:3a1f2c:0`, false],
  [`Root=${ID};Parent=`, false],
])("%j names a trace", (text, isWhole) => {
  expect(readTraceReference(text)).toEqual({ id: ID, isWhole });
});

test.each([
  "",
  ID.slice(0, -1),
  `${DIGITS}0`,
  `annotation.trace = "${ID}"`,
  `user = ${DIGITS}`,
  `${ID} AND fault`,
  "X-Amzn-Trace-Id: Sampled=?",
  `Parent=53995c3f42cd8ad8;Self=${ID}`,
])("%j names none", (text) => {
  expect(readTraceReference(text)).toBeUndefined();
});
