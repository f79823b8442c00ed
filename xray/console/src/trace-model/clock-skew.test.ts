import { describe, expect, test } from "vitest";
import { clockShiftSec } from "./clock-skew.ts";

const call = { startSec: 5, endSec: 17 };
const from = (startSec: number, endSec: number) => ({ startSec, endSec });

describe("a callee is moved onto its caller's clock", () => {
  test.each([
    ["not at all, when it began within the call", from(6, 10), 0, 0],
    ["not at all, when it began as the call did", from(5, 17), 0, 0],
    ["not at all, when it began after the call: it may be asynchronous", from(30, 40), 0, 0],
    ["not at all within what whole milliseconds leave open", from(4.999, 10), 0, 0],
    ["into the middle of the call, when it began before it", from(0, 8), 0, 7],
    ["to the start of the call, when it is longer than the call", from(0, 20), 0, 5],
    ["by what its caller was moved, when that is enough: both may run on one host", from(2, 8), 4, 4],
    ["by what is needed, when its caller's shift is not enough", from(0, 8), 1, 7],
  ])("%s", (_case, callee, callShiftSec, shift) =>
    expect(clockShiftSec(call, callee, callShiftSec)).toBeCloseTo(shift, 9),
  );
});
