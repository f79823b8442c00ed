import type { ClientStatus } from "xray-local/console-wire/server-status.ts";
import { formatAgo } from "../../lib/format.ts";

/** Processes whose sampler reported lately, by the id that each made up at its start: more is not told of them. */
export function SamplingClients({ clients, nowMs }: { clients: readonly ClientStatus[]; nowMs: number }) {
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
