import type { ServiceId } from "../../protocol/api-types.ts";
import { edgeKey, serviceKey } from "../../model/trace-topology.ts";
import type { EdgeFacts, RequestFacts, ServiceFacts } from "../../model/trace-facts.ts";

/** The services and edges of one trace, as they are found; other parts name a service by its index. */
export interface FactsTable {
  services: readonly ServiceFacts[];
  edges: readonly EdgeFacts[];
  /** Returns the service's index. A service is inferred as long as all of its requests are. */
  addRequest(id: ServiceId, inferred: boolean, request: RequestFacts): number;
  addCall(from: number, to: number, asynchronous: boolean, request: RequestFacts): void;
  markRoot(index: number): ServiceId | undefined;
  /** Returns the index of the callers of a root service. */
  addClient(rootId: ServiceId): number;
}

interface MutableService extends ServiceFacts {
  requests: RequestFacts[];
}

interface MutableEdge extends EdgeFacts {
  requests: RequestFacts[];
}

export function createFactsTable(): FactsTable {
  const services: MutableService[] = [];
  const edges: MutableEdge[] = [];
  const serviceIndexes = new Map<string, number>();
  const edgesByEnds = new Map<string, MutableEdge>();

  function indexOf(id: ServiceId): number {
    const key = serviceKey(id);
    let index = serviceIndexes.get(key);
    if (index === undefined) {
      index = services.push({ id, root: false, inferred: true, client: false, requests: [] }) - 1;
      serviceIndexes.set(key, index);
    }
    return index;
  }

  return {
    services,
    edges,
    addRequest(id, inferred, request) {
      const index = indexOf(id);
      const service = services[index];
      if (service === undefined) return index;
      service.requests.push(request);
      if (!inferred) service.inferred = false;
      if (id.AccountId !== undefined) service.id.AccountId ??= id.AccountId;
      return index;
    },
    addCall(from, to, asynchronous, request) {
      const key = edgeKey({ from, to, asynchronous });
      const known = edgesByEnds.get(key);
      if (known !== undefined) {
        known.requests.push(request);
        return;
      }
      const edge: MutableEdge = { from, to, asynchronous, requests: [request] };
      edgesByEnds.set(key, edge);
      edges.push(edge);
    },
    markRoot(index) {
      const service = services[index];
      if (service !== undefined) service.root = true;
      return service?.id;
    },
    addClient({ Name, Names }) {
      const index = indexOf({ Name, Names, Type: "client" });
      const client = services[index];
      if (client !== undefined) client.client = true;
      return index;
    },
  };
}
