import type { ActivityKinds, TraceActivity } from "../../model/trace-activity.ts";
import type { EdgeFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";
import type { ActivityNumbers } from "../chunk/activity-details.ts";
import { NO_CAUSES } from "../chunk/chunk-details.ts";

/** Parts of stored facts whose numbers are read on demand. */
export class StoredActivity implements TraceActivity {
  readonly kinds: ActivityKinds;
  private readonly readNumbers: () => ActivityNumbers;
  private known: ActivityNumbers | undefined;

  constructor(kinds: ActivityKinds, readNumbers: () => ActivityNumbers) {
    this.kinds = kinds;
    this.readNumbers = readNumbers;
    this.known = undefined;
  }

  get requests(): TraceActivity["requests"] {
    return this.numbers().requests;
  }

  get calls(): TraceActivity["calls"] {
    return this.numbers().calls;
  }

  get exceptions(): TraceActivity["exceptions"] {
    return this.numbers().exceptions;
  }

  private numbers(): ActivityNumbers {
    this.known ??= this.readNumbers();
    return this.known;
  }
}

export class StoredService implements ServiceFacts {
  readonly id: ServiceFacts["id"];
  readonly root: boolean;
  readonly inferred: boolean;
  readonly client: boolean;
  private readonly readRequests: () => ServiceFacts["requests"];

  constructor(node: Omit<ServiceFacts, "requests">, readRequests: () => ServiceFacts["requests"]) {
    this.id = node.id;
    this.root = node.root;
    this.inferred = node.inferred;
    this.client = node.client;
    this.readRequests = readRequests;
  }

  get requests(): ServiceFacts["requests"] {
    return this.readRequests();
  }
}

export class StoredEdge implements EdgeFacts {
  readonly from: number;
  readonly to: number;
  readonly asynchronous: boolean;
  private readonly readRequests: () => EdgeFacts["requests"];

  constructor(edge: Omit<EdgeFacts, "requests">, readRequests: () => EdgeFacts["requests"]) {
    this.from = edge.from;
    this.to = edge.to;
    this.asynchronous = edge.asynchronous;
    this.readRequests = readRequests;
  }

  get requests(): EdgeFacts["requests"] {
    return this.readRequests();
  }
}

export function expiredFacts(): TraceFacts {
  return {
    id: "",
    revision: 0,
    startSec: 0,
    endSec: 0,
    fault: false,
    error: false,
    throttle: false,
    partial: false,
    http: {},
    users: [],
    annotations: [],
    resourceArns: [],
    instanceIds: [],
    availabilityZones: [],
    services: [],
    edges: [],
    ...NO_CAUSES,
  };
}
