import { itemAt, readF64, readI32, readU16, readU32, readU8 } from "../../bytes/elements.ts";
import type {
  AnnotationFacts,
  EdgeFacts,
  HttpFacts,
  RequestFlags,
  ServiceFacts,
  TraceFacts,
  TraceRequests,
  UserFacts,
} from "../../model/trace-facts.ts";
import {
  ANY_ERROR,
  ANY_FAULT,
  ANY_IN_PROGRESS,
  ANY_THROTTLE,
  ERROR,
  FAULT,
  PARTIAL,
  THROTTLE,
} from "../chunk/chunk-columns.ts";
import type { TraceActivity } from "../../model/trace-activity.ts";
import type { ActivityNumbers } from "../chunk/activity-details.ts";
import { expiredFacts, StoredActivity, StoredEdge, StoredService } from "./stored-parts.ts";
import type { TraceLabels } from "../chunk/chunk-columns.ts";
import type { StoredTopology } from "../chunk/topology-line.ts";
import { NO_CAUSES } from "../chunk/chunk-details.ts";
import type { TraceCauses } from "../chunk/chunk-details.ts";
import type { RowPlace } from "../chunk/trace-history.ts";
import type { TraceReader } from "../chunk/trace-reader.ts";
import { PACKED_ID_BYTES, unpackTraceId } from "../chunk/packed-id.ts";
import { fromUpperBits, toUpperBits } from "../../bytes/round-up.ts";
import type { TraceIndex } from "./trace-index.ts";

/** Indexed by the upper four flags, so that reading them creates no object. */
const REQUEST_FLAGS: readonly RequestFlags[] = Array.from({ length: 16 }, (_, upper) => ({
  fault: ((upper << 4) & ANY_FAULT) !== 0,
  error: ((upper << 4) & ANY_ERROR) !== 0,
  throttle: ((upper << 4) & ANY_THROTTLE) !== 0,
  inProgress: ((upper << 4) & ANY_IN_PROGRESS) !== 0,
}));
const ANYTHING: RequestFlags = { fault: true, error: true, throttle: true, inProgress: true };

const INFINITE = toUpperBits(Infinity);

const NO_ACTIVITY_NUMBERS: ActivityNumbers = { requests: [], calls: [], exceptions: [] };

const NO_REQUESTS: TraceRequests = { services: [], edges: [] };

/**
 * The facts of one trace at one revision, read on demand: numbers, request, nodes, annotations and users from the index
 * in memory; requests of nodes and causes from the chunk on disk. The revision stays the same when the trace goes on
 * (all is then read from the chunk). Parts whose chunk retention has deleted are empty.
 */
export class StoredFacts implements TraceFacts {
  private readonly index: TraceIndex;
  private readonly reader: TraceReader;
  private row = 0;
  private chunk = 0;
  private chunkRow = 0;
  private knownRequests: TraceRequests | undefined;
  private knownCauses: TraceCauses | undefined;
  private knownServices: readonly ServiceFacts[] | undefined;
  private knownEdges: readonly EdgeFacts[] | undefined;
  private knownWhole: TraceFacts | undefined;
  private knownActivity: TraceActivity | undefined;

  constructor(index: TraceIndex, reader: TraceReader, row: number) {
    this.index = index;
    this.reader = reader;
    this.moveTo(row);
  }

  /** Becomes the facts of another trace, for whoever looks at many and keeps none. */
  moveTo(row: number): void {
    this.row = row;
    this.chunk = readU32(this.index.columns.chunk, row);
    this.chunkRow = readU16(this.index.columns.chunkRow, row);
    this.knownRequests = undefined;
    this.knownCauses = undefined;
    this.knownServices = undefined;
    this.knownEdges = undefined;
    this.knownWhole = undefined;
    this.knownActivity = undefined;
  }

  get id(): string {
    if (!this.isCurrent()) return this.whole().id;
    return unpackTraceId(this.index.columns.ids, this.row * PACKED_ID_BYTES);
  }

  get revision(): number {
    return this.isCurrent() ? this.index.columns.revision.get(this.row) : this.whole().revision;
  }

  get startSec(): number {
    return this.isCurrent() ? readF64(this.index.columns.startSec, this.row) : this.whole().startSec;
  }

  get endSec(): number {
    return this.isCurrent() ? this.index.endSec(this.row) : this.whole().endSec;
  }

  get responseTimeSec(): number | undefined {
    if (!this.isCurrent()) return this.whole().responseTimeSec;
    const seconds = this.index.columns.responseTimeSec.get(this.row);
    return Number.isNaN(seconds) ? undefined : seconds;
  }

  get fault(): boolean {
    return this.isCurrent() ? this.hasFlag(FAULT) : this.whole().fault;
  }

  get error(): boolean {
    return this.isCurrent() ? this.hasFlag(ERROR) : this.whole().error;
  }

  get throttle(): boolean {
    return this.isCurrent() ? this.hasFlag(THROTTLE) : this.whole().throttle;
  }

  get partial(): boolean {
    return this.isCurrent() ? this.hasFlag(PARTIAL) : this.whole().partial;
  }

  get anyRequest(): RequestFlags {
    if (!this.isCurrent()) return ANYTHING;
    return itemAt(REQUEST_FLAGS, readU8(this.index.columns.flags, this.row) >>> 4);
  }

  get longestRequestSec(): number {
    return this.isCurrent()
      ? fromUpperBits(this.index.columns.longestRequestSec[this.row] ?? INFINITE)
      : Infinity;
  }

  get http(): HttpFacts {
    const known = this.isCurrent() && this.index.http.value(readI32(this.index.columns.http, this.row));
    return known || this.whole().http;
  }

  get annotations(): readonly AnnotationFacts[] {
    return (this.labels() ?? this.whole()).annotations;
  }

  get users(): readonly UserFacts[] {
    return (this.labels() ?? this.whole()).users;
  }

  get resourceArns(): readonly string[] {
    return (this.topology() ?? this.whole()).resourceArns;
  }

  get instanceIds(): readonly string[] {
    return (this.topology() ?? this.whole()).instanceIds;
  }

  get availabilityZones(): readonly string[] {
    return (this.topology() ?? this.whole()).availabilityZones;
  }

  get entryPoint(): number | undefined {
    return (this.topology() ?? this.whole()).entryPoint;
  }

  get sharedTopology(): object | undefined {
    return this.topology();
  }

  get services(): readonly ServiceFacts[] {
    this.knownServices ??= this.readServices();
    return this.knownServices;
  }

  get edges(): readonly EdgeFacts[] {
    this.knownEdges ??= this.readEdges();
    return this.knownEdges;
  }

  get requests(): TraceRequests {
    this.knownRequests ??= this.reader.requests(this.place, this.http) ?? NO_REQUESTS;
    return this.knownRequests;
  }

  get faultRootCauses(): TraceFacts["faultRootCauses"] {
    return this.causes().faultRootCauses;
  }

  get errorRootCauses(): TraceFacts["errorRootCauses"] {
    return this.causes().errorRootCauses;
  }

  get responseTimeRootCauses(): TraceFacts["responseTimeRootCauses"] {
    return this.causes().responseTimeRootCauses;
  }

  get activity(): TraceActivity | undefined {
    this.knownActivity ??= this.readActivity();
    return this.knownActivity;
  }

  get linkedTraceIds(): readonly string[] {
    if (this.knownCauses === undefined && !this.reader.mayBeLinked(this.place))
      return NO_CAUSES.linkedTraceIds;
    return this.causes().linkedTraceIds;
  }

  /** Reads everything into a plain object. */
  toJSON(): TraceFacts {
    return this.whole();
  }

  private get place(): RowPlace {
    return { chunk: this.chunk, row: this.chunkRow };
  }

  private isCurrent(): boolean {
    const { columns } = this.index;
    return columns.chunk[this.row] === this.chunk && columns.chunkRow[this.row] === this.chunkRow;
  }

  private hasFlag(flag: number): boolean {
    return (readU8(this.index.columns.flags, this.row) & flag) !== 0;
  }

  private topology(): StoredTopology | undefined {
    return this.isCurrent() ? this.index.topologyOf(this.row) : undefined;
  }

  private labels(): TraceLabels | undefined {
    return this.isCurrent()
      ? this.index.labels.value(readI32(this.index.columns.labels, this.row))
      : undefined;
  }

  private readServices(): readonly ServiceFacts[] {
    const topology = this.topology();
    if (topology === undefined) return this.whole().services;
    return topology.services.map(
      (node, at) => new StoredService(node, () => this.requests.services[at] ?? []),
    );
  }

  private readEdges(): readonly EdgeFacts[] {
    const topology = this.topology();
    if (topology === undefined) return this.whole().edges;
    return topology.edges.map((edge, at) => new StoredEdge(edge, () => this.requests.edges[at] ?? []));
  }

  private readActivity(): TraceActivity | undefined {
    const kinds = this.isCurrent() ? this.index.activityOf(this.row) : undefined;
    if (kinds === undefined) return this.whole().activity;
    return new StoredActivity(kinds, () => this.reader.activity(this.place, kinds) ?? NO_ACTIVITY_NUMBERS);
  }

  private causes(): TraceCauses {
    this.knownCauses ??= this.reader.causes(this.place) ?? NO_CAUSES;
    return this.knownCauses;
  }

  private whole(): TraceFacts {
    this.knownWhole ??= this.reader.facts(this.place) ?? expiredFacts();
    return this.knownWhole;
  }
}
