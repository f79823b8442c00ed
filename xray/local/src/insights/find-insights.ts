import type { ServiceId } from "../protocol/api-types.ts";
import type { FaultMinute, ServiceMinute } from "./fault-minutes.ts";
import { createUsualFaults, isUnusual } from "./usual-faults.ts";
import type { FaultCount } from "./usual-faults.ts";

/** Requests that failed and that did not; each trace counts once. */
export interface Impact {
  faults: number;
  total: number;
}

/** The state of an insight after one of its minutes. */
export interface InsightMoment {
  /** End of the minute, epoch seconds. */
  atSec: number;
  /** All requests of the group since the insight began. */
  clients: Impact;
  /** Those that passed through the root cause; faults that began there. */
  rootCause: Impact;
  /** The services that most faults touched, most first. */
  topServices: readonly ServiceId[];
}

/** A time in which the faults of one service rose clearly above their usual level. */
export interface Insight {
  rootCause: ServiceId;
  /** Start of the first unusual minute, epoch seconds. */
  startSec: number;
  /** End of the last unusual minute. While the insight is active, more may follow. */
  endSec: number;
  isActive: boolean;
  /** Share of requests that usually fail at the root cause, 0 to 1. */
  usualRate: number;
  /** One for each minute, never empty. */
  moments: readonly [InsightMoment, ...InsightMoment[]];
}

const MINUTE_SEC = 60;

/** An insight ends after this long without anything unusual. AWS does not say how long it waits. */
const CALM_SEC = 5 * MINUTE_SEC;

const MAX_TOP_SERVICES = 3;

/**
 * Insights in the order in which they began, at most one at a time for each service.
 * @param minutes the earliest first
 * @param nowSec epoch seconds
 *
 * Faults of one service by minute, five being many here:
 *
 *     1 0 1 0 0 9 7 0 8 1 0 0 1 0
 *               └─ one ─┘ └ calm ┘
 */
export function findInsights(minutes: readonly FaultMinute[], nowSec: number): readonly Insight[] {
  const keys = new Set<string>();
  for (const minute of minutes) {
    for (const [key, service] of minute.services) if (service.caused > 0) keys.add(key);
  }
  return [...keys]
    .flatMap((key) => findInsightsOf(key, minutes, nowSec))
    .sort((a, b) => a.startSec - b.startSec);
}

function findInsightsOf(key: string, minutes: readonly FaultMinute[], nowSec: number): readonly Insight[] {
  const found: Insight[] = [];
  const usual = createUsualFaults();
  let open: { first: number; last: number; usually: FaultCount } | undefined;

  function close(): void {
    if (!open) return;
    const insight = toInsight(key, minutes.slice(open.first, open.last + 1), open.usually, nowSec);
    if (insight) found.push(insight);
    open = undefined;
  }

  for (const [index, minute] of minutes.entries()) {
    if (open && minute.startSec - endOf(minutes[open.last]) >= CALM_SEC) close();
    const service = minute.services.get(key);
    if (!service) continue;
    const count = { faults: service.caused, traces: service.traces };
    const usually = open?.usually ?? usual.seen();
    if (usually && isUnusual(count, usually)) {
      open = { first: open?.first ?? index, last: index, usually };
    } else if (!open) {
      usual.learn(count);
    }
  }
  close();
  return found;
}

function endOf(minute: FaultMinute | undefined): number {
  return (minute?.startSec ?? 0) + MINUTE_SEC;
}

function toInsight(
  key: string,
  minutes: readonly FaultMinute[],
  usually: FaultCount,
  nowSec: number,
): Insight | undefined {
  const [first, ...others] = toMoments(key, minutes);
  const rootCause = minutes[0]?.services.get(key)?.id;
  if (!first || !rootCause) return undefined;
  const endSec = endOf(minutes.at(-1));
  return {
    rootCause,
    startSec: first.atSec - MINUTE_SEC,
    endSec,
    isActive: nowSec - endSec < CALM_SEC,
    usualRate: usually.faults / usually.traces,
    moments: [first, ...others],
  };
}

function toMoments(key: string, minutes: readonly FaultMinute[]): readonly InsightMoment[] {
  const clients = { faults: 0, total: 0 };
  const rootCause = { faults: 0, total: 0 };
  const touched = new Map<string, ServiceMinute>();
  return minutes.map((minute) => {
    clients.faults += minute.faults;
    clients.total += minute.traces;
    rootCause.faults += minute.services.get(key)?.caused ?? 0;
    rootCause.total += minute.services.get(key)?.traces ?? 0;
    for (const [each, service] of minute.services) {
      const sum = (touched.get(each)?.touched ?? 0) + service.touched;
      touched.set(each, Object.assign({}, service, { touched: sum }));
    }
    return {
      atSec: endOf(minute),
      clients: { faults: clients.faults, total: clients.total },
      rootCause: { faults: rootCause.faults, total: rootCause.total },
      topServices: topServices(touched),
    };
  });
}

function topServices(touched: ReadonlyMap<string, ServiceMinute>): readonly ServiceId[] {
  return [...touched.values()]
    .filter((service) => service.touched > 0)
    .sort((a, b) => b.touched - a.touched || b.caused - a.caused)
    .slice(0, MAX_TOP_SERVICES)
    .map(({ id }) => id);
}
