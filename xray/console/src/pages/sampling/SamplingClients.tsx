import type { ClientStatus } from "xray-local/console-wire/server-status.ts";
import { useServerStatus } from "../../api/live.tsx";
import { formatAgo, formatCounted } from "../../lib/format.ts";

/** Only the part of the status that is about clients, so that not every status draws it again. */
function useSamplingClients(): { clients: readonly ClientStatus[]; nowMs: number } {
  const status = useServerStatus();
  const clients = status?.clients.filter((client) => client.kind === "sdk") ?? [];
  return { clients, nowMs: status?.nowMs ?? 0 };
}

/** `2 clients reported in the last 5 minutes.` */
export function ClientCount() {
  const { clients } = useSamplingClients();
  if (clients.length === 0) return "none has reported lately.";
  return `${formatCounted(clients.length, "client")} reported in the last 5 minutes.`;
}

/** Processes whose sampler reported lately, by the id that each chose at its start: nothing else is known of them. */
export function SamplingClients() {
  const { clients, nowMs } = useSamplingClients();
  if (clients.length === 0) return null;
  return (
    <section className="sampling-clients">
      <h2>
        Clients <span>that reported in the last 5 minutes</span>
      </h2>
      <table className="plain-table" aria-label="Clients">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Reported</th>
            <th scope="col" className="numeric">
              Last report
            </th>
          </tr>
        </thead>
        <tbody>
          {clients.map((client) => (
            <tr key={client.id}>
              <td>
                <code>{client.id}</code>
              </td>
              <td>{client.detail}</td>
              <td className="numeric">{formatAgo(client.lastSeenAtMs, nowMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
