import type {
  ApiTrace,
  SamplingRule,
  SamplingRuleRecord,
  Service,
  ServiceId,
  TraceSummary,
  UnprocessedTraceSegment,
} from "xray-local/protocol/api-types.ts";

/** Inputs and outputs of the operations that the console uses, by their path. Times are epoch seconds. */
export interface LeftOut {
  /** How many traces were not examined. */
  Traces: number;
  /** Whether there are more services than are drawn. */
  MoreServices: boolean;
}

export interface Operations {
  "/TraceSummaries": {
    input: {
      StartTime: number;
      EndTime: number;
      TimeRangeType?: "TraceId" | "Event" | "Service";
      FilterExpression?: string;
      NextToken?: string;
    };
    output: {
      TraceSummaries?: readonly TraceSummary[];
      TracesProcessedCount?: number;
      NextToken?: string | null;
    };
  };
  "/Traces": {
    /** At most 5 ids. */
    input: { TraceIds: readonly string[]; NextToken?: string };
    output: {
      Traces?: readonly ApiTrace[];
      UnprocessedTraceIds?: readonly string[];
      NextToken?: string | null;
    };
  };
  "/TraceSegments": {
    input: { TraceSegmentDocuments: readonly string[] };
    output: { UnprocessedTraceSegments?: readonly UnprocessedTraceSegment[] };
  };
  "/ServiceGraph": {
    input: { StartTime: number; EndTime: number; GroupName?: string; NextToken?: string };
    output: {
      StartTime?: number;
      EndTime?: number;
      Services?: readonly Service[];
      /** Only from the local X-Ray: set when the graph does not cover all traces and services. */
      LeftOut?: LeftOut;
      NextToken?: string | null;
    };
  };
  "/InsightSummaries": {
    /** At most 30 days back. */
    input: { GroupName: string; StartTime: number; EndTime: number; NextToken?: string };
    output: { InsightSummaries?: readonly InsightSummary[]; NextToken?: string | null };
  };
  "/InsightEvents": {
    input: { InsightId: string; NextToken?: string };
    /** The latest first. */
    output: { InsightEvents?: readonly InsightEvent[]; NextToken?: string | null };
  };
  "/InsightImpactGraph": {
    /** At most six hours. */
    input: { InsightId: string; StartTime: number; EndTime: number };
    output: { Services?: readonly ImpactService[] };
  };
  "/TraceGraph": {
    input: { TraceIds: readonly string[]; NextToken?: string };
    output: { Services?: readonly Service[]; NextToken?: string | null };
  };
  "/TimeSeriesServiceStatistics": {
    input: {
      StartTime: number;
      EndTime: number;
      GroupName?: string;
      EntitySelectorExpression?: string;
      /** Seconds: 60 or 300. */
      Period?: number;
      NextToken?: string;
    };
    output: { TimeSeriesServiceStatistics?: readonly TimeSeriesEntry[]; NextToken?: string | null };
  };
  "/GetSamplingRules": {
    input: { NextToken?: string };
    output: { SamplingRuleRecords?: readonly SamplingRuleRecord[]; NextToken?: string | null };
  };
  "/SamplingStatisticSummaries": {
    input: { NextToken?: string };
    output: { SamplingStatisticSummaries?: readonly SamplingStatisticSummary[]; NextToken?: string | null };
  };
  "/CreateSamplingRule": {
    input: { SamplingRule: Omit<SamplingRule, "RuleARN"> };
    output: { SamplingRuleRecord?: SamplingRuleRecord };
  };
  "/UpdateSamplingRule": {
    input: {
      SamplingRuleUpdate: { RuleName: string } & Partial<
        Omit<SamplingRule, "RuleName" | "RuleARN" | "Version">
      >;
    };
    output: { SamplingRuleRecord?: SamplingRuleRecord };
  };
  "/DeleteSamplingRule": { input: { RuleName: string }; output: { SamplingRuleRecord?: SamplingRuleRecord } };
  "/Groups": {
    input: { NextToken?: string };
    output: { Groups?: readonly Group[]; NextToken?: string | null };
  };
  "/CreateGroup": { input: Omit<Group, "GroupARN">; output: { Group?: Group } };
  "/UpdateGroup": {
    input: { GroupName: string; FilterExpression?: string; InsightsConfiguration?: InsightsConfiguration };
    output: { Group?: Group };
  };
  "/DeleteGroup": { input: { GroupName: string }; output: Record<string, never> };
}

interface InsightsConfiguration {
  InsightsEnabled?: boolean;
  NotificationsEnabled?: boolean;
}

export interface Group {
  GroupName: string;
  GroupARN: string;
  FilterExpression?: string;
  InsightsConfiguration?: InsightsConfiguration;
}

interface ImpactStatistics {
  FaultCount: number;
  OkCount: number;
  TotalCount: number;
}

export interface InsightSummary {
  InsightId: string;
  GroupName: string;
  RootCauseServiceId: ServiceId;
  State: "ACTIVE" | "CLOSED";
  StartTime: number;
  /** Absent while it is active. */
  EndTime?: number;
  LastUpdateTime: number;
  Summary: string;
  ClientRequestImpactStatistics: ImpactStatistics;
  RootCauseServiceRequestImpactStatistics: ImpactStatistics;
  TopAnomalousServices: readonly { ServiceId: ServiceId }[];
}

export interface InsightEvent {
  Summary: string;
  EventTime: number;
  ClientRequestImpactStatistics: ImpactStatistics;
  RootCauseServiceRequestImpactStatistics: ImpactStatistics;
}

export interface ImpactService extends ServiceId {
  ReferenceId: number;
  Edges: readonly { ReferenceId: number }[];
}

export interface SamplingStatisticSummary {
  RuleName: string;
  Timestamp: number;
  RequestCount: number;
  BorrowCount: number;
  SampledCount: number;
}

export interface TimeSeriesEntry {
  Timestamp: number;
  EdgeSummaryStatistics?: SeriesStatistics;
  ServiceSummaryStatistics?: SeriesStatistics;
  ResponseTimeHistogram?: readonly { Value: number; Count: number }[];
}

interface SeriesStatistics {
  OkCount: number;
  ErrorStatistics: { ThrottleCount: number; OtherCount: number; TotalCount: number };
  FaultStatistics: { OtherCount: number; TotalCount: number };
  TotalCount: number;
  TotalResponseTime: number;
}
