import { XRay } from "@aws-sdk/client-xray";
import type { TraceSummary } from "@aws-sdk/client-xray";

/** Reads by the SDK what other clients did. */
export interface Observer {
  api: XRay;
  /** Stores documents as a daemon would, and rejects when one is rejected. */
  seed(documents: readonly object[]): Promise<void>;
  /** Summaries of the last hour. */
  summaries(filter?: string): Promise<readonly TraceSummary[]>;
  /** Parsed segment documents of a trace; none when it is not there. */
  documents(traceId: string): Promise<readonly Record<string, unknown>[]>;
}

/** A batch as daemons send it. */
const BATCH = 50;

export function createObserver(endpoint: string): Observer {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const api = new XRay({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  return {
    api,
    async seed(documents) {
      for (let start = 0; start < documents.length; start += BATCH) {
        const batch = documents.slice(start, start + BATCH).map((each) => JSON.stringify(each));
        const { UnprocessedTraceSegments } = await api.putTraceSegments({ TraceSegmentDocuments: batch });
        if (UnprocessedTraceSegments?.length !== 0) throw new Error(JSON.stringify(UnprocessedTraceSegments));
      }
    },
    async summaries(filter) {
      const now = Date.now();
      const range = { StartTime: new Date(now - 3_600_000), EndTime: new Date(now + 60_000) };
      const answer = await api.getTraceSummaries({ ...range, FilterExpression: filter });
      return answer.TraceSummaries ?? [];
    },
    async documents(traceId) {
      const { Traces } = await api.batchGetTraces({ TraceIds: [traceId] });
      return (Traces?.[0]?.Segments ?? []).map(
        ({ Document }) => JSON.parse(Document ?? "{}") as Record<string, unknown>,
      );
    },
  };
}
