/**
 * Shapes of the X-Ray API (version 2016-04-12) that more than one folder uses, in AWS's own casing. Timestamps are
 * epoch seconds.
 */

export interface ServiceId {
  Name: string;
  Names: readonly string[];
  AccountId?: string;
  /** `origin` of the segment, or the inferred type; absent for an application without a plugin. */
  Type?: string;
}

export interface RootCauseException {
  Name?: string;
  Message?: string;
}

export interface FaultRootCauseEntity {
  Name: string;
  Exceptions: readonly RootCauseException[];
  Remote: boolean;
}

interface RootCauseService extends ServiceId {
  Inferred: boolean;
}

export interface FaultRootCauseService extends RootCauseService {
  EntityPath: readonly FaultRootCauseEntity[];
}

export interface FaultRootCause {
  Services: readonly FaultRootCauseService[];
  ClientImpacting: boolean;
}

export type ErrorRootCause = FaultRootCause;

export interface ResponseTimeRootCauseEntity {
  Name: string;
  /** Share of the root's response time, 0 to 1. */
  Coverage: number;
  Remote: boolean;
}

export interface ResponseTimeRootCauseService extends RootCauseService {
  EntityPath: readonly ResponseTimeRootCauseEntity[];
}

export interface ResponseTimeRootCause {
  Services: readonly ResponseTimeRootCauseService[];
  ClientImpacting: boolean;
}

export interface Http {
  HttpURL?: string;
  HttpStatus?: number;
  HttpMethod?: string;
  UserAgent?: string;
  ClientIp?: string;
}

export interface ApiAnnotationValue {
  NumberValue?: number;
  BooleanValue?: boolean;
  StringValue?: string;
}

export interface ValueWithServiceIds {
  AnnotationValue: ApiAnnotationValue;
  ServiceIds: readonly ServiceId[];
}

export interface TraceSummary {
  Id: string;
  StartTime: number;
  Duration: number;
  ResponseTime?: number;
  HasFault: boolean;
  HasError: boolean;
  HasThrottle: boolean;
  IsPartial: boolean;
  Http: Http;
  Annotations: Readonly<Record<string, readonly ValueWithServiceIds[]>>;
  Users: readonly { UserName: string; ServiceIds: readonly ServiceId[] }[];
  ServiceIds: readonly ServiceId[];
  ResourceARNs: readonly { ARN: string }[];
  InstanceIds: readonly { Id: string }[];
  AvailabilityZones: readonly { Name: string }[];
  EntryPoint?: ServiceId;
  FaultRootCauses: readonly FaultRootCause[];
  ErrorRootCauses: readonly ErrorRootCause[];
  ResponseTimeRootCauses: readonly ResponseTimeRootCause[];
  Revision: number;
}

export interface ApiSegment {
  Id: string;
  /** A segment document as JSON text. */
  Document: string;
}

export interface ApiTrace {
  Id: string;
  Duration: number;
  LimitExceeded: boolean;
  Segments: readonly ApiSegment[];
}

export interface HistogramEntry {
  /** Seconds. */
  Value: number;
  Count: number;
}

export interface EdgeStatistics {
  OkCount: number;
  ErrorStatistics: { ThrottleCount: number; OtherCount: number; TotalCount: number };
  FaultStatistics: { OtherCount: number; TotalCount: number };
  TotalCount: number;
  /** Seconds. */
  TotalResponseTime: number;
}

export type ServiceStatistics = EdgeStatistics;

export interface Edge {
  /** The `ReferenceId` of the node that the edge leads to. */
  ReferenceId: number;
  StartTime: number;
  EndTime: number;
  SummaryStatistics: EdgeStatistics;
  ResponseTimeHistogram: readonly HistogramEntry[];
  Aliases: readonly { Name: string; Names: readonly string[]; Type?: string }[];
  EdgeType?: "link";
  ReceivedEventAgeHistogram?: readonly HistogramEntry[];
}

export interface Service {
  ReferenceId: number;
  Name: string;
  Names: readonly string[];
  Root?: true;
  AccountId?: string;
  Type?: string;
  State: "active" | "unknown";
  StartTime: number;
  EndTime: number;
  Edges: readonly Edge[];
  /** Absent on `client` nodes, like the histograms. */
  SummaryStatistics?: ServiceStatistics;
  DurationHistogram?: readonly HistogramEntry[];
  ResponseTimeHistogram?: readonly HistogramEntry[];
}

export interface UnprocessedTraceSegment {
  /** The id of the submitted document; absent when it has none. */
  Id?: string;
  ErrorCode: string;
  Message: string;
}

export interface SamplingRule {
  RuleName: string;
  RuleARN: string;
  ResourceARN: string;
  /** 1 (first) to 9999; `Default` has 10000. */
  Priority: number;
  /** 0 to 1. */
  FixedRate: number;
  /** Requests per second. */
  ReservoirSize: number;
  ServiceName: string;
  ServiceType: string;
  Host: string;
  HTTPMethod: string;
  URLPath: string;
  Version: number;
  Attributes: Readonly<Record<string, string>>;
  SamplingRateBoost?: { MaxRate: number; CooldownWindowMinutes: number };
}

export interface SamplingRuleRecord {
  SamplingRule: SamplingRule;
  CreatedAt: number;
  ModifiedAt: number;
}
