const NOW_SEC = 1_795_500_000;
const RANGE = { StartTime: NOW_SEC - 600, EndTime: NOW_SEC };
const TRACE_ID = "1-6b00de39-26be0b22a1d1c3e4f5061728";
const ARN = "arn:aws:xray:us-east-1:000000000000:group/slow/53995c3f42cd8ad8";
const TAGS = [{ Key: "stage", Value: "demo" }];

const RULE = {
  RuleName: "slow",
  ResourceARN: "*",
  Priority: 10,
  FixedRate: 0.05,
  ReservoirSize: 3,
  ServiceName: "*",
  ServiceType: "*",
  Host: "*",
  HTTPMethod: "*",
  URLPath: "/api/*",
  Version: 1,
  Attributes: { a: "b" },
};

const SEGMENT = { trace_id: TRACE_ID, id: "53995c3f42cd8ad8", name: "a", start_time: 1, end_time: 2 };

/** Valid inputs of the operations that read much of theirs; the others start with an empty one. */
export const BODIES: Readonly<Record<string, unknown>> = {
  PutTraceSegments: { TraceSegmentDocuments: [JSON.stringify(SEGMENT), "{}"] },
  BatchGetTraces: { TraceIds: [TRACE_ID] },
  GetTraceGraph: { TraceIds: [TRACE_ID] },
  GetServiceGraph: { ...RANGE, GroupName: "slow" },
  GetTimeSeriesServiceStatistics: {
    ...RANGE,
    EntitySelectorExpression: 'service("a") OR service("b")',
    Period: 60,
    ForecastStatistics: true,
  },
  GetTraceSummaries: {
    ...RANGE,
    TimeRangeType: "Event",
    Sampling: true,
    SamplingStrategy: { Name: "FixedRate", Value: 0.5 },
    FilterExpression: "fault OR responsetime > 1",
  },
  CreateGroup: {
    GroupName: "slow",
    FilterExpression: "responsetime > 1",
    InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
    Tags: TAGS,
  },
  UpdateGroup: { GroupName: "slow", FilterExpression: "fault" },
  DeleteGroup: { GroupName: "slow" },
  GetGroup: { GroupName: "slow" },
  CreateSamplingRule: { SamplingRule: RULE, Tags: TAGS },
  UpdateSamplingRule: { SamplingRuleUpdate: { RuleName: "slow", FixedRate: 0.1 } },
  DeleteSamplingRule: { RuleName: "slow" },
  GetSamplingTargets: {
    SamplingStatisticsDocuments: [
      {
        RuleName: "Default",
        ClientID: "53995c3f42cd8ad853995c3f",
        Timestamp: NOW_SEC,
        RequestCount: 10,
        SampledCount: 1,
        BorrowCount: 0,
      },
    ],
  },
  PutTelemetryRecords: {
    TelemetryRecords: [
      { Timestamp: NOW_SEC, SegmentsReceivedCount: 1, BackendConnectionErrors: { TimeoutCount: 1 } },
    ],
    EC2InstanceId: "i-1",
    Hostname: "h",
  },
  PutResourcePolicy: {
    PolicyName: "p",
    PolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    BypassPolicyLockoutCheck: true,
  },
  TagResource: { ResourceARN: ARN, Tags: TAGS },
  UntagResource: { ResourceARN: ARN, TagKeys: ["stage"] },
  ListTagsForResource: { ResourceARN: ARN },
  GetInsightSummaries: { ...RANGE, GroupName: "slow", States: ["ACTIVE"] },
  StartTraceRetrieval: { ...RANGE, TraceIds: [TRACE_ID] },
  PutEncryptionConfig: { Type: "KMS", KeyId: "alias/x" },
  UpdateIndexingRule: { Name: "Default", Rule: { Probabilistic: { DesiredSamplingPercentage: 5 } } },
  UpdateTraceSegmentDestination: { Destination: "XRay" },
};
