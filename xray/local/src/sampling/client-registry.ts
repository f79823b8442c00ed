/** A sampler: a process with an SDK, known by the ClientID that it chose at its start. */
export interface SamplingClient {
  id: string;
  /** Names of the rules on which it reported. */
  rules: readonly string[];
  /** Requests that it reported since it was first seen. */
  requests: number;
  /** Epoch seconds. */
  lastSeenSec: number;
}

/** The place of a client among those that share a rule's reservoir. */
export interface SharePlace {
  /** From 0, the earliest first. */
  place: number;
  /** How many share, this one included. */
  clients: number;
}

/** Remembers which samplers use which rule now. */
export interface ClientRegistry {
  report(clientId: string, ruleName: string, requests: number, nowSec: number): void;
  /** How a client that has reported on the rule shares it. */
  sharing(clientId: string, ruleName: string, nowSec: number): SharePlace;
  /** The clients seen in the last five minutes, newest first; of very many, the newest `TOLD_CLIENTS`. */
  clients(nowSec: number): readonly SamplingClient[];
}

/** Clients report every 10 seconds: one that missed three reports has ended, or does not match the rule any more. */
const SHARE_SEC = 30;

/** As long as a quota is valid. */
const KNOWN_SEC = 300;

/** Anyone can invent ids: of more than this many, those silent longest are forgotten. Each takes about 0.5 kB. */
const MAX_CLIENTS = 20_000;

/** The status carries them once a second, and nobody reads a longer list. */
export const TOLD_CLIENTS = 1_000;

/** How often the clients of a rule are looked through for those that fell silent. */
const SWEEP_SEC = 1;

interface Entry {
  /** Rule name to the time of the last report. */
  lastReportSec: Map<string, number>;
  requests: number;
  lastSeenSec: number;
}

/** Who shares a rule. */
interface Sharers {
  /** By client. */
  places: Map<string, number>;
  sweptSec: number;
}

export function createClientRegistry(maxClients = MAX_CLIENTS): ClientRegistry {
  /** The longest silent first. */
  const entries = new Map<string, Entry>();
  const rules = new Map<string, Sharers>();

  /** Those that still report keep their order, so quotas do not jump between clients. */
  function sweep(ruleName: string, { places }: Sharers, nowSec: number): void {
    const left = [...places.keys()].filter((id) => {
      const lastSec = entries.get(id)?.lastReportSec.get(ruleName) ?? -Infinity;
      return nowSec - lastSec < SHARE_SEC;
    });
    const sharers = { places: new Map(left.map((id, place) => [id, place])), sweptSec: nowSec };
    rules.set(ruleName, sharers);
  }

  function sharing(clientId: string, ruleName: string, nowSec: number): SharePlace {
    const known = rules.get(ruleName) ?? { places: new Map<string, number>(), sweptSec: -Infinity };
    // The clock may have been set back.
    if (Math.abs(nowSec - known.sweptSec) >= SWEEP_SEC) sweep(ruleName, known, nowSec);
    const { places } = rules.get(ruleName) ?? known;
    const place = places.get(clientId) ?? places.size;
    places.set(clientId, place);
    return { place, clients: places.size };
  }

  return {
    report(clientId, ruleName, requests, nowSec) {
      const entry = entries.get(clientId) ?? { lastReportSec: new Map(), requests: 0, lastSeenSec: nowSec };
      entry.lastReportSec.set(ruleName, nowSec);
      entry.requests += requests;
      entry.lastSeenSec = nowSec;
      entries.delete(clientId);
      entries.set(clientId, entry);
      for (const [id, { lastSeenSec }] of entries) {
        if (entries.size <= maxClients && nowSec - lastSeenSec < KNOWN_SEC) break;
        entries.delete(id);
      }
      sharing(clientId, ruleName, nowSec);
    },
    sharing,
    clients(nowSec) {
      return [...entries]
        .slice(-TOLD_CLIENTS)
        .filter(([, entry]) => nowSec - entry.lastSeenSec < KNOWN_SEC)
        .map(([id, { lastReportSec, requests, lastSeenSec }]) => {
          return { id, rules: [...lastReportSec.keys()], requests, lastSeenSec };
        })
        .toReversed();
    },
  };
}
