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

/** Remembers which samplers use which rule now. */
export interface ClientRegistry {
  report(clientId: string, ruleName: string, requests: number, nowSec: number): void;
  /** Ids of the clients that share the rule's reservoir, the earliest first. */
  sharing(ruleName: string, nowSec: number): readonly string[];
  /** Every client seen in the last five minutes, newest first. */
  clients(nowSec: number): readonly SamplingClient[];
}

/** Clients report every 10 seconds: one that missed three reports has ended, or does not match the rule any more. */
const SHARE_SEC = 30;

/** As long as a quota is valid. */
const KNOWN_SEC = 300;

/** Anyone can invent ids: of more than this many, those silent longest are forgotten. */
const MAX_CLIENTS = 1_000;

interface Entry {
  /** Rule name to the time of the last report. */
  lastReportSec: Map<string, number>;
  requests: number;
  lastSeenSec: number;
}

export function createClientRegistry(): ClientRegistry {
  const entries = new Map<string, Entry>();

  return {
    report(clientId, ruleName, requests, nowSec) {
      const entry = entries.get(clientId) ?? { lastReportSec: new Map(), requests: 0, lastSeenSec: nowSec };
      entry.lastReportSec.set(ruleName, nowSec);
      entry.requests += requests;
      entry.lastSeenSec = nowSec;
      // Overwritten in place: a Map keeps the order of first insertion, so quotas do not jump between clients.
      entries.set(clientId, entry);
      if (entries.size > MAX_CLIENTS) forgetSilent(entries, nowSec);
    },
    sharing(ruleName, nowSec) {
      return [...entries]
        .filter(([, entry]) => nowSec - (entry.lastReportSec.get(ruleName) ?? -Infinity) < SHARE_SEC)
        .map(([id]) => id);
    },
    clients(nowSec) {
      return [...entries]
        .filter(([, entry]) => nowSec - entry.lastSeenSec < KNOWN_SEC)
        .map(([id, { lastReportSec, requests, lastSeenSec }]) => {
          return { id, rules: [...lastReportSec.keys()], requests, lastSeenSec };
        })
        .sort((a, b) => b.lastSeenSec - a.lastSeenSec);
    },
  };
}

function forgetSilent(entries: Map<string, Entry>, nowSec: number): void {
  for (const [id, entry] of entries) {
    if (nowSec - entry.lastSeenSec >= KNOWN_SEC) entries.delete(id);
  }
  const bySilence = [...entries].sort(([, a], [, b]) => a.lastSeenSec - b.lastSeenSec);
  for (const [id] of bySilence.slice(0, Math.max(0, entries.size - MAX_CLIENTS))) entries.delete(id);
}
