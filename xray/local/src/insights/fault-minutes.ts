import type { ServiceId } from "../protocol/api-types.ts";
import { serviceKey, toServiceId } from "../model/trace-topology.ts";
import type { TraceFacts } from "../model/trace-facts.ts";

/** Traces that began within one minute. */
export interface FaultMinute {
  /** Epoch seconds. */
  startSec: number;
  traces: number;
  /** Traces that answered their client with a fault. */
  faults: number;
  /** The first ones that were seen, at most `MAX_SERVICES`, and as many more that faults touched. */
  services: Map<string, ServiceMinute>;
}

/** One service in the traces of a minute. */
export interface ServiceMinute {
  id: ServiceId;
  /** Traces that passed through it. */
  traces: number;
  /** Traces whose fault began at it. */
  caused: number;
  /** Traces whose fault passed through it or began at it. */
  touched: number;
}

/** Counts traces by minute and service; its size grows with minutes and services, not with traces. */
export interface FaultMinutes {
  add(facts: TraceFacts): void;
  /** Minutes with traces, the earliest first. */
  minutes(): readonly FaultMinute[];
}

const MINUTE_SEC = 60;

/**
 * More services than people trace. Where names come from what users send there may be hundreds of thousands, each of
 * some 200 bytes, in each minute of 30 days.
 */
export const MAX_SERVICES = 1000;

export function createFaultMinutes(): FaultMinutes {
  const minutes = new Map<number, FaultMinute>();

  function minuteOf(startSec: number): FaultMinute {
    const minuteSec = Math.floor(startSec / MINUTE_SEC) * MINUTE_SEC;
    const known = minutes.get(minuteSec);
    if (known) return known;
    const minute = { startSec: minuteSec, traces: 0, faults: 0, services: new Map() };
    minutes.set(minuteSec, minute);
    return minute;
  }

  return {
    add(facts) {
      const minute = minuteOf(facts.startSec);
      minute.traces += 1;
      for (const { id, client } of facts.services) {
        const service = client ? undefined : serviceIn(minute, id, MAX_SERVICES);
        if (service) service.traces += 1;
      }
      // The flag is cheap to read, the causes are not, and most traces have no fault.
      if (facts.fault) addFault(minute, facts);
    },
    minutes: () => [...minutes.values()].sort((a, b) => a.startSec - b.startSec),
  };
}

function addFault(minute: FaultMinute, { faultRootCauses }: TraceFacts): void {
  minute.faults += 1;
  const touched = new Map<string, ServiceId>();
  const causing = new Map<string, ServiceId>();
  for (const { Services, ClientImpacting } of faultRootCauses) {
    if (!ClientImpacting) continue;
    for (const service of Services) touched.set(serviceKey(service), service);
    const last = Services.at(-1);
    if (last) causing.set(serviceKey(last), last);
  }
  for (const id of touched.values()) {
    const service = serviceIn(minute, id, 2 * MAX_SERVICES);
    if (service) service.touched += 1;
  }
  for (const id of causing.values()) {
    const service = serviceIn(minute, id, 2 * MAX_SERVICES);
    if (service) service.caused += 1;
  }
}

/** Undefined when the minute already has too many services. */
function serviceIn(minute: FaultMinute, id: ServiceId, most: number): ServiceMinute | undefined {
  const key = serviceKey(id);
  const known = minute.services.get(key);
  if (known) return known;
  if (minute.services.size >= most) return undefined;
  const service = { id: toServiceId(id), traces: 0, caused: 0, touched: 0 };
  minute.services.set(key, service);
  return service;
}
