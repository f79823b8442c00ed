import type { EdgeFacts, RequestFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";

/** Facts of a trace that answered 200 in 0.25 s and of which nothing else is known. */
export function makeFacts(facts: Partial<TraceFacts> = {}): TraceFacts {
  return {
    id: "1-5f84c7a1-e7d1852db8c4fd35d88bf49a",
    revision: 1,
    startSec: 1_700_000_000.1,
    endSec: 1_700_000_000.35,
    responseTimeSec: 0.25,
    fault: false,
    error: false,
    throttle: false,
    partial: false,
    http: { status: 200 },
    users: [],
    annotations: [],
    resourceArns: [],
    instanceIds: [],
    availabilityZones: [],
    services: [],
    edges: [],
    faultRootCauses: [],
    errorRootCauses: [],
    responseTimeRootCauses: [],
    linkedTraceIds: [],
    ...facts,
  };
}

export function makeRequest(request: Partial<RequestFacts> = {}): RequestFacts {
  return {
    startSec: 1_700_000_000.1,
    responseTimeSec: 0.25,
    durationSec: 0.25,
    fault: false,
    error: false,
    throttle: false,
    inProgress: false,
    ...request,
  };
}

/** A node with one request, unless `requests` are given. */
export function makeService(
  name: string,
  { type, accountId, ...service }: Partial<ServiceFacts> & { type?: string; accountId?: string } = {},
): ServiceFacts {
  const id = {
    Name: name,
    Names: [name],
    ...(type !== undefined && { Type: type }),
    ...(accountId !== undefined && { AccountId: accountId }),
  };
  return { id, root: false, inferred: false, client: false, requests: [makeRequest()], ...service };
}

export function makeEdge(from: number, to: number, edge: Partial<EdgeFacts> = {}): EdgeFacts {
  return { from, to, asynchronous: false, requests: [makeRequest()], ...edge };
}
