import type { ClientRange, ServerClient } from "../client/server-client.ts";
import type { CompatibilityProblem, DropStatus, RejectionStatus } from "../console-wire/server-status.ts";
import type { FaultRootCause, TraceSummary } from "../protocol/api-types.ts";
import { toCauseText } from "../text/summary-line.ts";
import { nameOf, outcomeOf } from "../text/summary-line.ts";
import type { Outcome } from "../text/summary-line.ts";

const SLOWEST = 3;
const EXAMPLES = 3;

/** A request that the report names. */
export interface ReportedTrace {
  id: string;
  /** `GET http://localhost/api/home`; without a URL, the service. */
  what: string;
  startSec: number;
  responseSec: number;
  outcome: Outcome;
}

/** Failures with the same cause. */
interface ReportedCause {
  /** Where and why: `payment: PaymentTimeout: no answer`. */
  text: string;
  kind: "fault" | "error";
  count: number;
  /** The newest few. */
  traces: readonly string[];
}

/** What happened while a command ran. */
export interface RunReport {
  requests: number;
  outcomes: Readonly<Record<Outcome, number>>;
  services: readonly string[];
  /** The longest responses, the longest first. */
  slowest: readonly ReportedTrace[];
  /** Most frequent first. */
  causes: readonly ReportedCause[];
  /** What is stored here but AWS would leave out or show wrongly. */
  problems: readonly CompatibilityProblem[];
  /** Rejected documents, by reason. */
  rejections: readonly RejectionStatus[];
  /** Dropped documents, by reason. */
  drops: readonly DropStatus[];
}

/** Makes the report of what a server has of a range. */
export async function toRunReport(client: ServerClient, range: ClientRange): Promise<RunReport> {
  const outcomes = { fault: 0, throttle: 0, error: 0, ok: 0 };
  const services = new Set<string>();
  const causes = new Map<
    string,
    { text: string; kind: "fault" | "error"; count: number; traces: string[] }
  >();
  let slowest: ReportedTrace[] = [];
  let requests = 0;
  for await (const summary of client.summaries(range)) {
    requests += 1;
    outcomes[outcomeOf(summary)] += 1;
    for (const { Name, Type } of summary.ServiceIds) if (Type !== "client") services.add(Name);
    for (const [kind, found] of causesOf(summary)) {
      const text = toCauseText(found) ?? nameOf(summary);
      const key = `${kind} ${text}`;
      const known = causes.get(key) ?? { text, kind, count: 0, traces: [] };
      known.count += 1;
      if (known.traces.length < EXAMPLES) known.traces.push(summary.Id);
      causes.set(key, known);
    }
    slowest = [...slowest, toReportedTrace(summary)]
      .toSorted((a, b) => b.responseSec - a.responseSec)
      .slice(0, SLOWEST);
  }
  const [{ problems }, { rejections, drops }] = await Promise.all([
    client.compatibility(range),
    client.status(),
  ]);
  return {
    requests,
    outcomes,
    services: [...services].toSorted(),
    slowest,
    causes: [...causes.values()].toSorted((a, b) => b.count - a.count),
    problems,
    rejections,
    drops,
  };
}

/** Whether nothing failed, nor would on AWS. */
export function isQuiet({ outcomes, problems, rejections, drops }: RunReport): boolean {
  return outcomes.fault === 0 && problems.length + rejections.length + drops.length === 0;
}

function* causesOf(summary: TraceSummary): Generator<readonly ["fault" | "error", FaultRootCause]> {
  for (const cause of summary.FaultRootCauses) yield ["fault", cause];
  for (const cause of summary.ErrorRootCauses) yield ["error", cause];
}

export function toReportedTrace(summary: TraceSummary): ReportedTrace {
  const { HttpMethod = "", HttpURL } = summary.Http;
  return {
    id: summary.Id,
    what: HttpURL === undefined ? nameOf(summary) : `${HttpMethod} ${HttpURL}`.trim(),
    startSec: summary.StartTime,
    responseSec: summary.ResponseTime ?? summary.Duration,
    outcome: outcomeOf(summary),
  };
}
