import { describe, expect, test } from "vitest";
import { formatFilter } from "xray-local/filter/format-filter.ts";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import { makeSummary } from "../testing/make-summary.ts";
import {
  annotationCondition,
  causeCondition,
  serviceCondition,
  slowestCondition,
  urlCondition,
} from "./refiner-conditions.ts";
import { refine } from "./refiners.ts";
import { toTraceRow } from "./trace-row.ts";

/** The condition, once it was seen that a filter tells it as it is. */
function readable(condition: string | undefined): string | undefined {
  expect(condition && formatFilter(parseFilter(condition))).toBe(condition);
  return condition;
}

describe("the condition of a URL", () => {
  test.each([
    ["/api/activities/home", false, 'http.url ENDSWITH "/api/activities/home"'],
    ["/search", true, 'http.url ENDSWITH "/search" OR http.url CONTAINS "/search?"'],
    ["/", false, 'http.url ENDSWITH "/"'],
    ["/users/:id", false, 'http.url CONTAINS "/users/"'],
    ["/users/:id/posts/:id", true, 'http.url CONTAINS "/users/" AND http.url CONTAINS "/posts/"'],
    ["/messages/@:name", false, 'http.url CONTAINS "/messages/@"'],
    // The name of a parameter in the middle of a part stands for itself.
    ["/a/:idea", false, 'http.url ENDSWITH "/a/:idea"'],
    ['/say/"no"', false, 'http.url ENDSWITH "/say/\\"no\\""'],
  ])("%s, with a query %s, is %s", (template, hasQuery, condition) => {
    expect(readable(urlCondition(template, hasQuery))).toBe(condition);
  });

  test.each(["/:id", "/:id/:id", "/:id/"])("%s cannot be written", (template) => {
    expect(urlCondition(template, true)).toBeUndefined();
  });

  test("that cannot be written leaves its value without one", () => {
    const row = toTraceRow(makeSummary({ Http: { HttpURL: "http://short.local/4711", HttpStatus: 200 } }));
    const urls = refine([row]).find(({ name }) => name === "URL")?.values;
    expect(urls).toMatchObject([{ label: ":id", condition: undefined, count: 1 }]);
  });
});

test("a service is named by its type only where there are several of its name", () => {
  expect(readable(serviceCondition('my "api"'))).toBe('service("my \\"api\\"")');
  expect(readable(serviceCondition("db", "Database::SQL"))).toBe(
    'service(id(name: "db", type: "Database::SQL"))',
  );
});

test.each([
  ["rows", 24, "annotation.rows = 24"],
  ["cached", false, "annotation.cached = false"],
  ["tier", "gold", 'annotation.tier = "gold"'],
  // The text of a number is no number.
  ["build", "24", 'annotation.build = "24"'],
])("annotation %s of %j is %s", (key, value, condition) => {
  expect(readable(annotationCondition(key, value))).toBe(condition);
});

describe("the condition of a cause", () => {
  test.each([
    [{ outcome: "error", step: "backend" }, 'rootcause.error.entity { name = "backend" AND last }'],
    [
      { outcome: "fault", type: "TypeError", message: ["no handle"], isWhole: true },
      'rootcause.fault.exception { name = "TypeError" AND message = "no handle" }',
    ],
    [
      { outcome: "fault", message: ["user ", " is gone"] },
      'rootcause.fault.exception { message CONTAINS "user " AND message CONTAINS " is gone" }',
    ],
    [{ outcome: "error", type: "Timeout" }, 'rootcause.error.exception { name = "Timeout" }'],
    // The step says where it was; an exception beside it adds nothing.
    [
      { outcome: "fault", step: "save", type: "E", message: ["x"] },
      'rootcause.fault.entity { name = "save" AND last }',
    ],
  ] as const)("%j is %s", (cause, condition) => {
    expect(readable(causeCondition(cause))).toBe(condition);
  });

  test("of which nothing is known is none", () => {
    expect(causeCondition({ outcome: "fault" })).toBeUndefined();
    expect(causeCondition({ outcome: "fault", type: "", message: [] })).toBeUndefined();
  });

  test("of a slow response is the step that took most of it", () => {
    expect(readable(slowestCondition("wait for a connection"))).toBe(
      'rootcause.responsetime.entity { name = "wait for a connection" AND last }',
    );
  });
});
