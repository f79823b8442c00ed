import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { readDocument } from "./make-documents.ts";

/** Traces in forms that users of other software reported, with our own words and data, reduced to what matters. */

const TRACE_ID = "1-6b0d69aa-7f7d0e0505ff1070a5c12a5c";
const T0_SEC = 1_796_041_130;

interface Sent {
  name: string;
  /** Milliseconds after the earliest start. */
  from?: number;
  to?: number;
  id?: string;
  subsegments?: readonly Sent[];
  [member: string]: unknown;
}

function toTimed({ from = 0, to = 100, subsegments, ...members }: Sent, id: string): object {
  return {
    id,
    start_time: T0_SEC + from / 1000,
    end_time: T0_SEC + to / 1000,
    ...members,
    ...(subsegments && {
      subsegments: subsegments.map((each, index) => toTimed(each, idOf(`${id.slice(-6)}${index + 1}`))),
    }),
  };
}

function idOf(digits: string): string {
  return digits.padStart(16, "0");
}

/** By default the ids of documents are 1, 2, …, and those of subsegments the parent's followed by 1, 2, …. */
function makeTrace(...documents: readonly Sent[]): readonly SegmentDocument[] {
  return documents.map((sent, index) =>
    readDocument(toTimed({ trace_id: TRACE_ID, ...sent }, idOf(`${index + 1}`))),
  );
}

/** From AWS's BatchGetTraces, submitted again: with the segment that AWS inferred from the call. */
export const inferredFromAnExport = makeTrace(
  {
    name: "shop",
    subsegments: [
      {
        name: "DynamoDB",
        namespace: "aws",
        from: 10,
        to: 20,
        aws: { operation: "GetItem", table_name: "orders", resource_names: ["orders"] },
      },
    ],
  },
  {
    name: "DynamoDB",
    parent_id: idOf("000011"),
    inferred: true,
    origin: "AWS::DynamoDB::Table",
    from: 10,
    to: 20,
    aws: { operation: "GetItem", table_name: "orders", resource_names: ["orders"] },
  },
);

/** A consumer that is not a Lambda function takes the trace from the message: its parent is the producer's call. */
export const queueConsumer = makeTrace(
  {
    name: "producer",
    subsegments: [
      {
        name: "SQS",
        namespace: "aws",
        from: 24,
        to: 48,
        aws: { operation: "SendMessage", queue_url: "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs" },
      },
    ],
  },
  { name: "worker", parent_id: idOf("000011"), from: 1600, to: 1700 },
);

/** Segments in a chain, each of which names the segment before it as parent. */
export const chainedSegments = makeTrace(
  { name: "Test I" },
  { name: "Test II", parent_id: idOf("1"), from: 200, to: 300 },
  { name: "Test III", parent_id: idOf("2"), from: 400, to: 500 },
);

/** goa: the callee sends a subsegment, not a segment, below the call. */
export const calleeSendsSubsegment = makeTrace(
  {
    name: "front",
    subsegments: [
      {
        name: "xyz",
        id: "1111222233334444",
        namespace: "remote",
        from: 20,
        to: 50,
        http: { request: { method: "GET", url: "http://xyz/a", traced: true } },
      },
    ],
  },
  {
    name: "xyz",
    type: "subsegment",
    parent_id: "1111222233334444",
    from: 25,
    to: 45,
    origin: "AWS::EC2::Instance",
  },
);

/** From a library that sent no segment: only steps. */
export const stepsAlone = makeTrace(
  { name: "charge card", type: "subsegment", parent_id: "00000000000000ff", from: 5, to: 90 },
  { name: "send receipt", type: "subsegment", parent_id: "00000000000000ff", from: 91, to: 99 },
);
