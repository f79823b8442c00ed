import { afterEach, expect, test, vi } from "vitest";
import { ApiError, describeError, ServerGoneError } from "./api-error.ts";
import { callXray } from "./xray-client.ts";

afterEach(() => vi.unstubAllGlobals());

function answer(response: Response): void {
  vi.stubGlobal("fetch", () => Promise.resolve(response));
}

function fail(reason: unknown): void {
  vi.stubGlobal("fetch", () => Promise.reject(reason));
}

test("an operation answers its output", async () => {
  answer(Response.json({ Groups: [{ GroupName: "Default", GroupARN: "arn" }] }));
  expect(await callXray("/Groups", {})).toEqual({ Groups: [{ GroupName: "Default", GroupARN: "arn" }] });
});

test("an error of the API keeps AWS's code, message and request", async () => {
  const headers = { "x-amzn-errortype": "InvalidRequestException:http://x/", "x-amzn-requestid": "r-1" };
  answer(Response.json({ Message: "1 validation error" }, { status: 400, headers }));
  const error: unknown = await callXray("/Groups", {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: "InvalidRequestException",
    status: 400,
    message: "1 validation error",
  });
  expect(describeError(error).detail).toBe(
    "The local X-Ray answered 400 InvalidRequestException. Request r-1.",
  );
});

test("a code may stand in the body, with a namespace", async () => {
  answer(Response.json({ __type: "com.amazonaws.xray#ThrottledException" }, { status: 429 }));
  await expect(callXray("/Groups", {})).rejects.toMatchObject({ code: "ThrottledException" });
});

test("a server that does not answer is gone", async () => {
  fail(new TypeError("Failed to fetch"));
  await expect(callXray("/Groups", {})).rejects.toBeInstanceOf(ServerGoneError);
});

test("an answer that is no JSON is not from the local X-Ray", async () => {
  answer(new Response("<html>"));
  await expect(callXray("/Groups", {})).rejects.toBeInstanceOf(ServerGoneError);
});

test("an aborted call stays aborted", async () => {
  fail(new DOMException("aborted", "AbortError"));
  await expect(callXray("/Groups", {})).rejects.toThrow("aborted");
});
