import type { ServiceId } from "../protocol/api-types.ts";
import type { FaultMinute, ServiceMinute } from "./fault-minutes.ts";
import { chanceOf, createUsualFaults, isCalm, isUnusual, isUnusualAgain } from "./usual-faults.ts";
import type { FaultCount, UsualFaults } from "./usual-faults.ts";

/** Failed and other requests; each trace counts once. */
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
  /** Requests that passed through the root cause, and faults that began there. */
  rootCause: Impact;
  /** The services that most faults touched, in descending order. */
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
  /** The share of requests that usually fail at the root cause, 0 to 1. */
  usualRate: number;
  /** One for each minute, never empty. */
  moments: readonly [InsightMoment, ...InsightMoment[]];
}

const MINUTE_SEC = 60;

/** An insight ends after this long without unusual faults. AWS does not say how long it waits. */
const CALM_SEC = 5 * MINUTE_SEC;
/** With low traffic, calm may be chance: then it waits longer, up to this. */
const MAX_CALM_SEC = 3 * CALM_SEC;

/** A slower rise counts as usual. A longer window would find a little more, and later. */
const MAX_WINDOW_SEC = 30 * MINUTE_SEC;

const MAX_TOP_SERVICES = 3;

/** Examines only the services where most faults began, because each takes a walk over all minutes. */
const MAX_CANDIDATES = 500;

/**
 * Finds insights, in the order in which they began, at most one at a time for each service.
 * @param minutes the earliest first
 * @param nowSec epoch seconds
 *
 * Faults of one service by minute, where five are many:
 *
 *     1 0 1 0 0 9 7 0 8 1 0 0 1 0
 *               └─ one ─┘ └ calm ┘
 */
export function findInsights(minutes: readonly FaultMinute[], nowSec: number): readonly Insight[] {
  return findCandidates(minutes)
    .flatMap((key) => findInsightsOf(key, minutes, nowSec))
    .sort((a, b) => a.startSec - b.startSec);
}

/** The services where faults began, those with most of them first. */
function findCandidates(minutes: readonly FaultMinute[]): readonly string[] {
  const caused = new Map<string, number>();
  for (const minute of minutes) {
    for (const [key, service] of minute.services) {
      if (service.caused > 0) caused.set(key, (caused.get(key) ?? 0) + service.caused);
    }
  }
  const keys = [...caused].sort(([, left], [, right]) => right - left).map(([key]) => key);
  return keys.slice(0, MAX_CANDIDATES);
}

interface OpenInsight {
  first: number;
  last: number;
  usually: FaultCount;
  /** Counts from its first to its last minute. */
  count: FaultCount;
}

function findInsightsOf(key: string, minutes: readonly FaultMinute[], nowSec: number): readonly Insight[] {
  const found: Insight[] = [];
  const usual = createUsualFaults();
  /** Minutes with traffic of the service that were learned as quiet, the newest last. */
  let quiet: CountedMinute[] = [];
  let open: OpenInsight | undefined;

  function close(): void {
    if (!open) return;
    const insight = toInsight(key, minutes.slice(open.first, open.last + 1), open.usually, nowSec);
    if (insight) found.push(insight);
    open = undefined;
    quiet = [];
  }

  for (const [index, minute] of minutes.entries()) {
    if (open && isOver(minute.startSec - endOf(minutes[open.last]), open.count, sumUp(quiet))) close();
    const service = minute.services.get(key);
    if (!service) continue;
    const counted = { index, startSec: minute.startSec, faults: service.caused, traces: service.traces };
    if (open) {
      // Counts everything since the last unusual minute together: a few faults in one minute prove nothing.
      quiet.push(counted);
      const since = sumUp(quiet);
      if (isUnusualAgain(since, open.usually)) {
        open.last = index;
        open.count = sumUp([open.count, since]);
        quiet = [];
      }
      continue;
    }
    open = findRise([...quiet, counted], usual);
    if (open) {
      const { first } = open;
      usual.forget(quiet.filter((each) => each.index >= first).length);
      quiet = [];
    } else {
      usual.learn(counted);
      quiet = [...quiet, counted].filter(({ startSec }) => minute.startSec - startSec < MAX_WINDOW_SEC);
    }
  }
  close();
  return found;
}

/** Whether it has been calm since the last unusual minute, more than by chance. */
function isOver(sinceSec: number, during: FaultCount, since: FaultCount): boolean {
  if (sinceSec < CALM_SEC) return false;
  return sinceSec >= MAX_CALM_SEC || since.traces === 0 || isCalm(since, during);
}

interface CountedMinute extends FaultCount {
  index: number;
  startSec: number;
}

/**
 * The window that ends with the newest minute and is least likely by chance, compared with what was usual before. Tries
 * all lengths, so that many faults are found within a minute, and a few per minute after several.
 */
function findRise(newest: readonly CountedMinute[], usual: UsualFaults): OpenInsight | undefined {
  let best: (OpenInsight & { chance: number }) | undefined;
  const window = { faults: 0, traces: 0 };
  const last = newest.at(-1)?.index ?? 0;
  if (newest.at(-1)?.faults === 0) return undefined;
  for (let length = 1; length <= newest.length; length += 1) {
    const minute = newest.at(-length);
    if (minute === undefined) break;
    window.faults += minute.faults;
    window.traces += minute.traces;
    // The newest minute is not learned yet.
    const usually = usual.seen(length - 1);
    if (usually === undefined) break;
    // A window begins with a fault: minutes before it are not part of the rise.
    if (minute.faults === 0 || !isUnusual(window, usually)) continue;
    const chance = chanceOf(window, usually);
    if (best === undefined || chance < best.chance)
      best = { first: minute.index, last, usually, chance, count: { ...window } };
  }
  return best;
}

function sumUp(minutes: readonly FaultCount[]): FaultCount {
  return minutes.reduce(
    (sum, { faults, traces }) => ({ faults: sum.faults + faults, traces: sum.traces + traces }),
    { faults: 0, traces: 0 },
  );
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
