import { defineOperation } from "../model/operation.ts";
import { integer, list, required, string, structure, timestamp } from "../model/shape.ts";
import type { Infer } from "../model/shape.ts";

const telemetryRecord = structure({
  Timestamp: required(timestamp()),
  SegmentsReceivedCount: integer(),
  SegmentsSentCount: integer(),
  SegmentsSpilloverCount: integer(),
  SegmentsRejectedCount: integer(),
  BackendConnectionErrors: structure({
    TimeoutCount: integer(),
    ConnectionRefusedCount: integer(),
    HTTPCode4XXCount: integer(),
    HTTPCode5XXCount: integer(),
    UnknownHostCount: integer(),
    OtherCount: integer(),
  }),
});

/** Accepts what a daemon reports about itself once a minute, and keeps the newest figures. */
export const putTelemetryRecords = defineOperation({
  name: "PutTelemetryRecords",
  path: "/TelemetryRecords",
  input: structure({
    TelemetryRecords: required(list(telemetryRecord)),
    EC2InstanceId: string({ max: 20 }),
    Hostname: string({ max: 255 }),
    ResourceARN: string({ max: 500 }),
  }),
  handle({ TelemetryRecords, EC2InstanceId, Hostname, ResourceARN }, { daemons }) {
    const id = [Hostname, EC2InstanceId, ResourceARN].find((name) => name) ?? "unnamed daemon";
    daemons.seen({ id, detail: describe(TelemetryRecords.at(-1)) });
    return {};
  },
});

function describe(record: Infer<typeof telemetryRecord> | undefined): string {
  const count = (value = 0): string => value.toLocaleString("en-US");
  return [
    `received ${count(record?.SegmentsReceivedCount)}`,
    `sent ${count(record?.SegmentsSentCount)}`,
    `dropped ${count(record?.SegmentsSpilloverCount)}`,
    `rejected ${count(record?.SegmentsRejectedCount)}`,
  ].join(", ");
}
