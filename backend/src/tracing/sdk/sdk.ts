/** What the rest of this folder uses of aws-xray-sdk-core 3.12, and from which of its files. */
import type * as SDK from "aws-xray-sdk-core";
import type { Segment, Subsegment } from "./entity.ts";
import { take, takeCore, takeInside } from "./load.ts";

type Middleware = Pick<
  typeof SDK.middleware,
  "IncomingRequestData" | "setDefaultName" | "enableDynamicNaming" | "resolveName"
>;

interface Core extends Pick<typeof SDK, "getLogger" | "setLogger" | "setContextMissingStrategy"> {
  Segment: {
    new (name: string, rootId?: string | null, parentId?: string | null): Segment;
    prototype: Segment;
  };
  Subsegment: { new (name: string): Subsegment; prototype: Subsegment };
  middleware: Middleware;
  utils: Pick<typeof SDK.utils, "wildcardMatch">;
}

/** segments/segment_utils.js */
interface SegmentUtils {
  getCurrentTime(): number;
  getStreamingThreshold(): number;
  setServiceData(data: object): void;
  serviceData?: unknown;
  pluginData?: object;
  origin?: string;
  sdkData?: object;
}

export const AWSXRay = takeCore<Core>({
  getLogger: "function",
  setLogger: "function",
  setContextMissingStrategy: "function",
  Segment: "function",
  Subsegment: "function",
  middleware: "object",
  utils: "object",
});
take<Middleware>(AWSXRay.middleware, "middleware", {
  IncomingRequestData: "function",
  setDefaultName: "function",
  enableDynamicNaming: "function",
  resolveName: "function",
});
take<Core["utils"]>(AWSXRay.utils, "utils", { wildcardMatch: "function" });

const common = {
  id: "data",
  name: "data",
  start_time: "data",
  notTraced: "data",
  addAnnotation: "function",
  addMetadata: "function",
  addErrorFlag: "function",
  addFaultFlag: "function",
  addThrottleFlag: "function",
  addNewSubsegment: "function",
  removeSubsegment: "function",
  addError: "function",
  decrementCounter: "function",
  isClosed: "function",
  close: "function",
} as const;
take<Segment>(AWSXRay.Segment.prototype, "Segment", {
  ...common,
  trace_id: "data",
  setUser: "function",
  addIncomingRequestData: "function",
  setMatchedSamplingRule: "function",
});
take<Subsegment>(AWSXRay.Subsegment.prototype, "Subsegment", {
  ...common,
  namespace: "data",
  segment: "data",
  parent: "data",
  addSqlData: "function",
});

/** The parts that entities.ts, and nothing else, replaces or calls. */
interface SegmentInside {
  init(name: string, rootId?: string, parentId?: string): void;
  setServiceData(data: unknown): void;
  addPluginData(data: object): void;
  setSDKData(data: object): void;
  flush(): void;
  format(): string;
  serialize(value?: unknown): string;
}
export const segmentInside = take<SegmentInside>(AWSXRay.Segment.prototype, "Segment", {
  init: "function",
  setServiceData: "function",
  addPluginData: "function",
  setSDKData: "function",
  flush: "function",
  format: "function",
  serialize: "function",
});
interface SubsegmentInside {
  init(name: string): void;
  streamSubsegments(): boolean | undefined;
  serialize(value?: unknown): string;
  toJSON(): unknown;
}
export const subsegmentInside = take<SubsegmentInside>(AWSXRay.Subsegment.prototype, "Subsegment", {
  init: "function",
  streamSubsegments: "function",
  serialize: "function",
  toJSON: "function",
});

export const segmentUtils = takeInside<SegmentUtils>("segments/segment_utils", {
  getCurrentTime: "function",
  getStreamingThreshold: "function",
  setServiceData: "function",
  serviceData: "data",
  pluginData: "data",
  origin: "data",
  sdkData: "data",
});
export const TraceId = takeInside<{ FromString(text: string): { toString(): string } }>(
  "segments/attributes/trace_id",
  {
    FromString: "function",
  },
);
export const segmentEmitter = takeInside<{ send(entity: { format(): string }): void }>("segment_emitter", {
  send: "function",
});
