import { mkdirSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeSystemError } from "./system-error.ts";

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown");
}

it.runIf(process.platform === "linux")("tells a full disk in one sentence", () => {
  const error = thrownBy(() => writeFileSync("/dev/full", "x"));
  expect(describeSystemError(error)).toBe("There is no space left on the disk. Free some, and start again.");
});

it("names the folder that may not be written", () => {
  const error = Object.assign(new Error("EACCES: permission denied, mkdir '/data'"), {
    code: "EACCES",
    path: "/data",
  });
  expect(describeSystemError(error)).toMatch(/^This user may not do that \(\/data\): .*mkdir/);
});

it("leaves to their stack what is no failure of the system", () => {
  expect(describeSystemError(new TypeError("x is undefined"))).toBeUndefined();
  expect(describeSystemError(thrownBy(() => mkdirSync("/no/such/folder")))).toBeUndefined();
  expect(describeSystemError("text")).toBeUndefined();
});
