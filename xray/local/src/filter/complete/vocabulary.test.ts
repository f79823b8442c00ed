import { describe, expect, it } from "vitest";
import type { TraceSummary } from "../../protocol/api-types.ts";
import { createVocabulary } from "./vocabulary.ts";

function makeSummary(summary: Partial<TraceSummary>): TraceSummary {
  return {
    Id: "1-5f84c7a1-e7d1852db8c4fd35d88bf49a",
    StartTime: 1_700_000_000,
    Duration: 0.25,
    HasFault: false,
    HasError: false,
    HasThrottle: false,
    IsPartial: false,
    Http: {},
    Annotations: {},
    Users: [],
    ServiceIds: [],
    ResourceARNs: [],
    InstanceIds: [],
    AvailabilityZones: [],
    FaultRootCauses: [],
    ErrorRootCauses: [],
    ResponseTimeRootCauses: [],
    Revision: 1,
    ...summary,
  };
}

describe("createVocabulary", () => {
  it("counts traces, not occurrences", () => {
    const service = { Name: "a", Names: ["a"], Type: "T" };
    const { services, values } = createVocabulary([
      makeSummary({ ServiceIds: [service, service], Http: { HttpURL: "/x", HttpStatus: 200 } }),
      makeSummary({ ServiceIds: [service, { Name: "a", Names: ["a"] }], Http: { HttpURL: "/x" } }),
    ]);
    expect(services).toEqual([
      { name: "a", type: "T", count: 2 },
      { name: "a", count: 1 },
    ]);
    expect(values("name", "service")).toEqual([{ value: "a", count: 2 }]);
    expect(values("http.url", "trace")).toEqual([{ value: "/x", count: 2 }]);
    expect(values("http.status", "trace")).toEqual([{ value: 200, count: 1 }]);
  });

  it("gives an annotation the type that most of its values have", () => {
    const value = (AnnotationValue: object) => [{ AnnotationValue, ServiceIds: [] }];
    const { annotationKeys, annotationValues } = createVocabulary([
      makeSummary({ Annotations: { rows: value({ NumberValue: 3 }), hit: value({ BooleanValue: false }) } }),
      makeSummary({
        Annotations: { rows: value({ NumberValue: 3 }), query: value({ StringValue: "home" }) },
      }),
      makeSummary({ Annotations: { rows: value({ StringValue: "many" }) } }),
    ]);
    expect(annotationKeys).toEqual([
      { key: "rows", type: "number", count: 3 },
      { key: "hit", type: "boolean", count: 1 },
      { key: "query", type: "string", count: 1 },
    ]);
    expect(annotationValues("rows")).toEqual([
      { value: 3, count: 2 },
      { value: "many", count: 1 },
    ]);
    expect(annotationValues("absent")).toEqual([]);
  });

  it("knows the names in root causes", () => {
    const cause = {
      ClientImpacting: true,
      Services: [
        {
          Name: "a",
          Names: ["a"],
          Inferred: false,
          EntityPath: [
            { Name: "insert", Remote: false, Exceptions: [{ Name: "TypeError", Message: "no handle" }] },
          ],
        },
      ],
    };
    const { values } = createVocabulary([makeSummary({ FaultRootCauses: [cause] })]);
    expect(values("name", "rootcause.entity")).toEqual([{ value: "insert", count: 1 }]);
    expect(values("name", "rootcause.exception")).toEqual([{ value: "TypeError", count: 1 }]);
    expect(values("message", "rootcause.exception")).toEqual([{ value: "no handle", count: 1 }]);
  });
});
