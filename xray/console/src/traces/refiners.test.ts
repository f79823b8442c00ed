import { describe, expect, test } from "vitest";
import { formatFilter } from "xray-local/filter/format-filter.ts";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import { makeCause, makeSummary } from "../testing/make-summary.ts";
import { refine } from "./refiners.ts";
import { toTraceRow } from "./trace-row.ts";

const user = (name: string) => [{ UserName: name, ServiceIds: [] }];
const annotation = (value: object) => [{ AnnotationValue: value, ServiceIds: [] }];
const rows = [
  makeSummary({ Id: "1", Users: user("worf"), Annotations: { rows: annotation({ NumberValue: 24 }) } }),
  makeSummary({ Id: "2", Users: user("worf"), ResponseTime: 5 }),
  makeSummary({
    Id: "3",
    HasFault: true,
    Http: { HttpURL: "http://localhost:5000/api/activities?x=1", HttpStatus: 500, HttpMethod: "POST" },
    FaultRootCauses: [makeCause("error", 'say "no"')],
  }),
].map(toTraceRow);

const find = (refiners: ReturnType<typeof refine>, name: string) =>
  refiners.find((refiner) => refiner.name === name)?.values ?? [];

describe("refiners", () => {
  const refiners = refine(rows);

  test("count traces by value, the most frequent first", () => {
    expect(find(refiners, "User").map(({ label, count }) => [label, count])).toEqual([
      ["worf", 2],
      ["(none)", 1],
    ]);
    expect(find(refiners, "Method").map(({ label }) => label)).toEqual(["GET", "POST"]);
  });

  test("put what failed first, with its failures", () => {
    const [first] = find(refiners, "Status");
    expect(first).toMatchObject({
      label: "500",
      outcome: "fault",
      failures: { fault: 1, throttle: 0, error: 0 },
    });
    expect(find(refiners, "Root cause")[0]?.label).toBe('say "no"');
  });

  test("leave out the client node", () => {
    expect(find(refiners, "Service").map(({ label, count }) => [label, count])).toEqual([
      ["backend-flask", 3],
    ]);
  });

  test("write conditions in the form in which a filter tells its own", () => {
    const conditions = refiners.flatMap(({ values }) => values.flatMap(({ condition }) => condition ?? []));
    expect(conditions).toContain("annotation.rows = 24");
    expect(conditions).toContain('http.url ENDSWITH "/api/activities/home"');
    for (const condition of conditions) expect(formatFilter(parseFilter(condition))).toBe(condition);
  });

  test("leave out annotations that are different in every trace", () => {
    const ids = Array.from({ length: 30 }, (_, index) =>
      toTraceRow(
        makeSummary({
          Id: String(index),
          Annotations: { request: annotation({ StringValue: `r${index}` }) },
        }),
      ),
    );
    expect(find(refine(ids), "Annotation")).toEqual([]);
  });
});

test("with a brush what differs most between inside and the rest comes first", () => {
  const refiners = refine(rows, (row) => row.outcome === "fault");
  const [status] = find(refiners, "Status");
  expect(status).toMatchObject({ label: "500", inside: 1, rest: 0 });
  expect(refiners.at(-1)?.name).toBe("Service");
});

test("of no traces there are no refiners", () => expect(refine([])).toEqual([]));
