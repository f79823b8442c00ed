import type { ClientStatus } from "../../console-wire/server-status.ts";
import type { DaemonRegistry } from "../context.ts";

/** Daemons choose their own names, so their number must be limited. */
const MAX_DAEMONS = 100;

/**
 * Remembers the daemons that sent telemetry, the latest first; forgets the one that was silent longest when there are
 * too many.
 */
export function createDaemonRegistry(nowMs: () => number): DaemonRegistry {
  const daemons = new Map<string, ClientStatus>();
  return {
    seen({ id, detail }) {
      daemons.delete(id);
      daemons.set(id, { kind: "daemon", id, detail, lastSeenAtMs: nowMs() });
      const [oldest] = daemons.keys();
      if (daemons.size > MAX_DAEMONS && oldest !== undefined) daemons.delete(oldest);
    },
    clients: () => [...daemons.values()].toReversed(),
  };
}
