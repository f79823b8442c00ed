import type { ClientStatus, ServerStatus } from "xray-local/console-wire/server-status.ts";
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatRetention,
} from "../../lib/format.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { StoreActions } from "./StoreActions.tsx";

/** Whoever reported within this time counts as present. */
const HEARD_MS = 60_000;

export function HealthSide({ status }: { status: ServerStatus }) {
  const { store, clients, nowMs } = status;
  const filled = Math.min(1, store.bytes / store.capBytes);
  const oldest =
    store.oldestStartSec === undefined
      ? "none"
      : formatDuration(Math.max(0, nowMs / 1000 - store.oldestStartSec));
  return (
    <aside className="side" aria-label="Store and clients">
      <section className="side-section">
        <h2>Store</h2>
        <svg
          className="health-cap"
          width="100%"
          height="10"
          role="img"
          aria-label={`${Math.round(filled * 100)} % full`}
        >
          <rect width="100%" height="10" rx="1" fill="var(--surface-3)" />
          <rect width={`${filled * 100}%`} height="10" rx="1" fill="var(--ink-2)" />
        </svg>
        <dl className="pairs">
          <dt>Size</dt>
          <dd>
            {formatBytes(store.bytes)} <i>of {formatBytes(store.capBytes)}; then the oldest go</i>
          </dd>
          <dt>Traces</dt>
          <dd>
            {formatCount(store.traces)} <i>of {formatCounted(store.segments, "segment")}</i>
          </dd>
          <dt>Oldest</dt>
          <dd>
            {oldest} <i>of {formatRetention(store.retentionSec)} kept</i>
          </dd>
          {store.damagedChunks === undefined ? null : (
            <>
              <dt>Damaged</dt>
              <dd className="health-bad">
                {formatCounted(store.damagedChunks, "part")} cannot be read{" "}
                <i>and what lies there is left out</i>
              </dd>
            </>
          )}
          <dt>File</dt>
          <dd className="health-path">{store.path}</dd>
        </dl>
        <StoreActions store={store} />
      </section>
      <Clients title="Clients" none={quietWords(status)} kind="sdk" clients={clients} nowMs={nowMs} />
      <Clients
        title="Daemons"
        none="No daemon has reported since the start."
        kind="daemon"
        clients={clients}
        nowMs={nowMs}
      />
      <section className="side-section">
        <h2>Listening</h2>
        <dl className="pairs">
          <dt>Segments</dt>
          <dd>UDP {status.listeners.daemonUdp}</dd>
          <dt>Daemon API</dt>
          <dd>TCP {status.listeners.daemonTcp}</dd>
          <dt>X-Ray API</dt>
          <dd>{status.listeners.api}</dd>
        </dl>
      </section>
    </aside>
  );
}

/** Only clients that reported lately are listed; one whose requests match no rule asks but reports nothing. */
function quietWords({ lastQuestionAtMs, nowMs }: ServerStatus): string {
  return lastQuestionAtMs === undefined
    ? "No SDK has asked for its rules since the start."
    : `None in the last five minutes that reports requests. An SDK asked for its rules last ${formatAgo(lastQuestionAtMs, nowMs)}.`;
}

function Clients({
  title,
  none,
  kind,
  clients,
  nowMs,
}: {
  title: string;
  none: string;
  kind: ClientStatus["kind"];
  clients: readonly ClientStatus[];
  nowMs: number;
}) {
  const shown = clients
    .filter((client) => client.kind === kind)
    .toSorted((a, b) => b.lastSeenAtMs - a.lastSeenAtMs);
  return (
    <section className="side-section">
      <h2>{title}</h2>
      {shown.length === 0 ? <p className="section-quiet">{none}</p> : null}
      <ul className="health-clients">
        {shown.map((client) => (
          <li key={client.id}>
            {nowMs - client.lastSeenAtMs < HEARD_MS ? (
              <OutcomeMark outcome="ok" label="heard in the last minute" />
            ) : (
              <span />
            )}
            <b title={client.id}>{client.id}</b>
            <span>{formatAgo(client.lastSeenAtMs, nowMs)}</span>
            <p>{client.detail}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
