import type * as SDK from "aws-xray-sdk-core";

/** What this app uses of both the SDK's segments and its subsegments. */
interface Common extends Pick<
  SDK.Segment & SDK.Subsegment,
  | "id"
  | "name"
  | "start_time"
  | "addAnnotation"
  | "addMetadata"
  | "addErrorFlag"
  | "addFaultFlag"
  | "addThrottleFlag"
  | "decrementCounter"
  | "isClosed"
> {
  notTraced?: boolean;
  addNewSubsegment(name: string): Subsegment;
  removeSubsegment(subsegment: Subsegment): void;
  /** `isRemote`: the called service reported it. */
  addError(error: Error | string, isRemote?: boolean): void;
  close(error?: Error | string | null, isRemote?: boolean): void;
}

/** What this app uses of the SDK's segments. */
export interface Segment
  extends Common, Pick<SDK.Segment, "trace_id" | "setUser" | "addIncomingRequestData"> {
  setMatchedSamplingRule(ruleName: string): void;
}

/** What this app uses of the SDK's subsegments. */
export interface Subsegment extends Common, Pick<SDK.Subsegment, "namespace" | "addSqlData"> {
  segment?: Segment;
  parent?: Segment | Subsegment;
}

export type Entity = Segment | Subsegment;
