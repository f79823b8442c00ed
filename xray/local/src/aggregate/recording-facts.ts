import type { EdgeFacts, RequestFlags, ServiceFacts, TraceFacts } from "../model/trace-facts.ts";
import type { TraceRows } from "../model/trace-rows.ts";

/** What was read; one bit each. */
export const FLAGS = 1;
const HTTP = 2;
const TOPOLOGY = 4;
const LABELS = 8;
/** What no two traces have in common. */
const OWN = 16;

/** The facts of a trace among rows, one object for all of them, that notes which parts were read. */
export class RecordingFacts implements TraceFacts {
  static readonly OWN = OWN;
  /** Of `FLAGS` and the others, since it was moved. */
  read = 0;
  private facts: TraceFacts | undefined;

  moveTo(rows: TraceRows, row: number): void {
    this.facts = rows.look(row);
    this.read = 0;
  }

  /** Whether all that was read is the same in traces with the same flags and numbers. */
  get isShared(): boolean {
    return (this.read & OWN) === 0;
  }

  get id(): string {
    return this.reading(OWN).id;
  }
  get revision(): number {
    return this.reading(OWN).revision;
  }
  get startSec(): number {
    return this.reading(OWN).startSec;
  }
  get endSec(): number {
    return this.reading(OWN).endSec;
  }
  get responseTimeSec(): number | undefined {
    return this.reading(OWN).responseTimeSec;
  }
  get fault(): boolean {
    return this.reading(FLAGS).fault;
  }
  get error(): boolean {
    return this.reading(FLAGS).error;
  }
  get throttle(): boolean {
    return this.reading(FLAGS).throttle;
  }
  get partial(): boolean {
    return this.reading(FLAGS).partial;
  }
  get anyRequest(): RequestFlags {
    return this.reading(FLAGS).anyRequest ?? ANYTHING;
  }
  get longestRequestSec(): number {
    return this.reading(OWN).longestRequestSec ?? Infinity;
  }
  get http(): TraceFacts["http"] {
    return this.reading(HTTP).http;
  }
  get users(): TraceFacts["users"] {
    return this.reading(LABELS).users;
  }
  get annotations(): TraceFacts["annotations"] {
    return this.reading(LABELS).annotations;
  }
  get resourceArns(): readonly string[] {
    return this.reading(TOPOLOGY).resourceArns;
  }
  get instanceIds(): readonly string[] {
    return this.reading(TOPOLOGY).instanceIds;
  }
  get availabilityZones(): readonly string[] {
    return this.reading(TOPOLOGY).availabilityZones;
  }
  get entryPoint(): number | undefined {
    return this.reading(TOPOLOGY).entryPoint;
  }
  get sharedTopology(): object | undefined {
    return this.reading(TOPOLOGY).sharedTopology;
  }
  get services(): readonly ServiceFacts[] {
    return this.reading(TOPOLOGY).services.map((node) => new RecordingNode(node, this.noteOwn));
  }
  get edges(): readonly EdgeFacts[] {
    return this.reading(TOPOLOGY).edges.map((edge) => new RecordingEdge(edge, this.noteOwn));
  }
  get faultRootCauses(): TraceFacts["faultRootCauses"] {
    return this.reading(OWN).faultRootCauses;
  }
  get errorRootCauses(): TraceFacts["errorRootCauses"] {
    return this.reading(OWN).errorRootCauses;
  }
  get responseTimeRootCauses(): TraceFacts["responseTimeRootCauses"] {
    return this.reading(OWN).responseTimeRootCauses;
  }
  get linkedTraceIds(): readonly string[] {
    return this.reading(OWN).linkedTraceIds;
  }
  get activity(): TraceFacts["activity"] {
    return this.reading(OWN).activity;
  }

  private readonly noteOwn = (): void => {
    this.read |= OWN;
  };

  private reading(part: number): TraceFacts {
    this.read |= part;
    if (this.facts === undefined) throw new Error("moved to no row");
    return this.facts;
  }
}

const ANYTHING: RequestFlags = { fault: true, error: true, throttle: true, inProgress: true };

/** Nodes and edges are shared, their requests are the trace's own. */
class RecordingNode implements ServiceFacts {
  readonly id: ServiceFacts["id"];
  readonly root: boolean;
  readonly inferred: boolean;
  readonly client: boolean;
  private readonly node: ServiceFacts;
  private readonly note: () => void;

  constructor(node: ServiceFacts, note: () => void) {
    this.id = node.id;
    this.root = node.root;
    this.inferred = node.inferred;
    this.client = node.client;
    this.node = node;
    this.note = note;
  }

  get requests(): ServiceFacts["requests"] {
    this.note();
    return this.node.requests;
  }
}

class RecordingEdge implements EdgeFacts {
  readonly from: number;
  readonly to: number;
  readonly asynchronous: boolean;
  private readonly edge: EdgeFacts;
  private readonly note: () => void;

  constructor(edge: EdgeFacts, note: () => void) {
    this.from = edge.from;
    this.to = edge.to;
    this.asynchronous = edge.asynchronous;
    this.edge = edge;
    this.note = note;
  }

  get requests(): EdgeFacts["requests"] {
    this.note();
    return this.edge.requests;
  }
}
