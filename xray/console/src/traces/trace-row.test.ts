import { describe, expect, test } from "vitest";
import { makeCause, makeSummary } from "../testing/make-summary.ts";
import { requestWords, urlPattern } from "./request-words.ts";
import { exceptionWords, stepWords, toTraceRow } from "./trace-row.ts";

describe("a row", () => {
  test("of a trace that went well tells no cause", () => {
    const row = toTraceRow(makeSummary());
    expect(row).toMatchObject({
      outcome: "ok",
      cause: "",
      path: "/api/activities/home",
      status: 200,
      responseSec: 0.01,
    });
  });

  test("of a fault tells the exception's own words, also when the last service of the path is inferred", () => {
    const row = toTraceRow(
      makeSummary({ HasFault: true, FaultRootCauses: [makeCause("error", "deadlock detected")] }),
    );
    expect(row).toMatchObject({ outcome: "fault", cause: "deadlock detected" });
  });

  test("of a throttle without an exception says what it is", () => {
    expect(toTraceRow(makeSummary({ HasError: true, HasThrottle: true }))).toMatchObject({
      outcome: "throttle",
      cause: "rate limit",
    });
  });

  test("that failed without an exception names the step that did, or what was answered", () => {
    const failed = (path: readonly string[]) =>
      toTraceRow(
        makeSummary({
          HasError: true,
          Http: { HttpStatus: 404 },
          ErrorRootCauses: [
            {
              ClientImpacting: true,
              Services: [
                {
                  Name: "backend-flask",
                  Names: ["backend-flask"],
                  Inferred: false,
                  EntityPath: path.map((Name) => ({ Name, Remote: false, Exceptions: [] })),
                },
              ],
            },
          ],
        }),
      ).cause;
    expect(failed(["backend-flask", "read the file"])).toBe("read the file");
    expect(failed(["backend-flask"])).toBe("answered 404");
  });

  test("whose callee was throttled but that answered well is ok", () => {
    expect(toTraceRow(makeSummary({ HasThrottle: true })).outcome).toBe("ok");
  });

  test("without HTTP is named by its entry point, and without a response by its duration", () => {
    const { ResponseTime: _open, ...open } = makeSummary({ Http: {}, Duration: 2, IsPartial: true });
    expect(toTraceRow(open)).toMatchObject({
      path: "backend-flask",
      method: "",
      status: undefined,
      responseSec: 2,
      partial: true,
    });
  });
});

test.each([
  ["error", "deadlock detected", "deadlock detected"],
  ["TypeError", "Cannot read properties of undefined (reading 'handle')", "TypeError: reading 'handle'"],
  ["ValueError", "bad\nmore", "ValueError: bad"],
  ["Timeout", "", "Timeout"],
  ["", "gone", "gone"],
])("%s %j reads %s", (name, message, words) => expect(exceptionWords(name, message)).toBe(words));

test.each([
  ["http://localhost:5000/api/activities/search?term=a%20b", "/api/activities/search", "?term=a b"],
  ["http://localhost:3000/", "localhost:3000/", ""],
  ["http://h/x/3f0d3a4e-9b1c-4c5e-8a77-0a2b3c4d5e6f/reply", "/x/:uuid/reply", ""],
  ["not a url", "not a url", ""],
  ["http://h/%E0%A4%A", "/%E0%A4%A", ""],
])("%s is shown as %s", (url, path, query) => expect(requestWords(url)).toEqual({ path, query }));

test.each([
  ["http://localhost:5000/api/activities/home", "activities/home"],
  ["http://localhost:5000/api/users/42/posts/7", "users/:id/posts/:id"],
  ["http://localhost:5000/api/items/6f1a9c0de2b34417", "items/:id"],
  ["http://localhost:5000/api/messages/@worf", "messages/@:name"],
  ["http://localhost:3000/", "/"],
])("%s is a kind of %s", (url, pattern) => expect(urlPattern(url)).toBe(pattern));

test.each([
  ["wait for a connection", "connection wait"],
  ["waiting for the lock", "lock wait"],
  ["serialize", "serialize"],
])("%s is called %s", (name, words) => expect(stepWords(name)).toBe(words));
