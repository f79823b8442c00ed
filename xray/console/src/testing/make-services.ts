import type { Edge, EdgeStatistics, Service } from "xray-local/protocol/api-types.ts";

/** Statistics of so many requests, each of `averageSec`. */
export function makeStatistics(
  counts: Partial<{ ok: number; error: number; throttle: number; fault: number }>,
  averageSec = 0.05,
): EdgeStatistics {
  const { ok = 0, error = 0, throttle = 0, fault = 0 } = counts;
  const total = ok + error + throttle + fault;
  return {
    OkCount: ok,
    ErrorStatistics: { ThrottleCount: throttle, OtherCount: error, TotalCount: throttle + error },
    FaultStatistics: { OtherCount: fault, TotalCount: fault },
    TotalCount: total,
    TotalResponseTime: total * averageSec,
  };
}

export function makeEdge(to: number, counts: Parameters<typeof makeStatistics>[0] = { ok: 10 }): Edge {
  const statistics = makeStatistics(counts);
  return {
    ReferenceId: to,
    StartTime: 0,
    EndTime: 60,
    SummaryStatistics: statistics,
    ResponseTimeHistogram: [{ Value: 0.05, Count: statistics.TotalCount }],
    Aliases: [],
  };
}

export function makeService(
  id: number,
  name: string,
  edges: readonly Edge[],
  extra: Partial<Service> = {},
): Service {
  const statistics = makeStatistics({ ok: 10 });
  return {
    ReferenceId: id,
    Name: name,
    Names: [name],
    State: "active",
    StartTime: 0,
    EndTime: 60,
    Edges: edges,
    SummaryStatistics: statistics,
    ResponseTimeHistogram: [{ Value: 0.05, Count: 10 }],
    DurationHistogram: [{ Value: 0.05, Count: 10 }],
    ...extra,
  };
}

/** A client without figures of its own, as X-Ray answers it. */
export function makeClient(id: number, name: string, to: number): Service {
  return {
    ReferenceId: id,
    Name: name,
    Names: [name],
    Type: "client",
    State: "unknown",
    StartTime: 0,
    EndTime: 60,
    Edges: [makeEdge(to)],
  };
}
