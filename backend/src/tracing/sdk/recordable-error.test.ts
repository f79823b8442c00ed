import AWSXRay from "aws-xray-sdk-core";
import { expect, it } from "vitest";
import { toRecordableError } from "./recordable-error.ts";

function makeModuleError(): Error {
  const error = new TypeError("no message");
  error.stack =
    "TypeError: no message\n    at findPinned (file:///app/src/repository.ts:12:9)\n    at async file:///app/src/routes.ts:7:3";
  return error;
}

it("keeps path and line of frames in modules that were loaded by URL", () => {
  const segment = new AWSXRay.Segment("backend-flask");
  segment.addError(toRecordableError(makeModuleError()));
  const { cause } = JSON.parse(segment.toString()) as { cause: { exceptions: { stack: object[] }[] } };
  expect(cause.exceptions[0]?.stack).toEqual([
    { path: "/app/src/repository.ts", line: 12, label: "findPinned" },
    { path: "/app/src/routes.ts", line: 7, label: "async" },
  ]);
});

it("makes a text of what is no Error", () => {
  expect(toRecordableError({ toString: () => "thrown" })).toBe("thrown");
});
