import type { TraceSummary } from "xray-local/protocol/api-types.ts";

/** The summary of one GET that was answered with 200 in 10 ms. */
export function makeSummary(summary: Partial<TraceSummary> = {}): TraceSummary {
  const service = { Name: "backend-flask", Names: ["backend-flask"] };
  return {
    Id: "1-6b00e1c4-29d8800d391ab00f001fc444",
    StartTime: 1000,
    Duration: 0.01,
    ResponseTime: 0.01,
    HasFault: false,
    HasError: false,
    HasThrottle: false,
    IsPartial: false,
    Http: { HttpURL: "http://localhost:5000/api/activities/home", HttpStatus: 200, HttpMethod: "GET" },
    Annotations: {},
    Users: [],
    ServiceIds: [service, { ...service, Type: "client" }],
    ResourceARNs: [],
    InstanceIds: [],
    AvailabilityZones: [],
    EntryPoint: service,
    FaultRootCauses: [],
    ErrorRootCauses: [],
    ResponseTimeRootCauses: [],
    Revision: 1,
    ...summary,
  };
}

/** The root cause of a fault in the service, with an exception. */
export function makeCause(name: string, message: string): TraceSummary["FaultRootCauses"][number] {
  const service = { Name: "backend-flask", Names: ["backend-flask"], Inferred: false };
  const thrown = { Name: "backend-flask", Remote: false, Exceptions: [{ Name: name, Message: message }] };
  const database = { Name: "db@host", Names: ["db@host"], Type: "Database::SQL", Inferred: true };
  return {
    ClientImpacting: true,
    Services: [
      { ...service, EntityPath: [thrown] },
      { ...database, EntityPath: [{ Name: "db@host", Remote: true, Exceptions: [] }] },
    ],
  };
}
