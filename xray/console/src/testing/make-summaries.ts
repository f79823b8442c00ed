import type { TraceSummary } from "xray-local/protocol/api-types.ts";

/** A summary of GetTraceSummaries, of an ok request. */
export function makeSummary(id: string, extra: Partial<TraceSummary> = {}): TraceSummary {
  return {
    Id: id,
    StartTime: 0,
    Duration: 0.04,
    ResponseTime: 0.04,
    HasFault: false,
    HasError: false,
    HasThrottle: false,
    IsPartial: false,
    Http: { HttpMethod: "GET", HttpURL: "http://localhost:5000/api/activities/home", HttpStatus: 200 },
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
    ...extra,
  };
}
