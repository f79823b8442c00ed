import { PutTelemetryRecordsCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeClient } from "../testing/make-client.ts";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeServer } from "../testing/make-server.ts";
import { putTelemetryRecords } from "./put-telemetry-records.ts";

describe("PutTelemetryRecords", () => {
  it("remembers the daemon and its newest figures for the status", async () => {
    const context = makeContext();
    const running = await makeServer({ context });
    const record = { SegmentsReceivedCount: 1200, SegmentsSentCount: 1190, SegmentsSpilloverCount: 10 };
    await makeClient(running.url).send(
      new PutTelemetryRecordsCommand({
        Hostname: "host-a",
        TelemetryRecords: [
          { Timestamp: new Date((NOW_SEC - 60) * 1000) },
          { Timestamp: new Date(NOW_SEC * 1000), ...record },
        ],
      }),
    );
    await running.close();
    expect(context.daemons.clients()).toEqual([
      {
        kind: "daemon",
        id: "host-a",
        detail: "received 1,200, sent 1,190, dropped 10, rejected 0",
        lastSeenAtMs: NOW_SEC * 1000,
      },
    ]);
  });

  it("answers an empty body, whoever asks", async () => {
    expect(await putTelemetryRecords.invoke({ TelemetryRecords: [], Hostname: "" }, makeContext())).toEqual(
      {},
    );
  });

  it("does not grow with the names that daemons give themselves", async () => {
    const context = makeContext();
    for (let i = 0; i < 300; i += 1) {
      await putTelemetryRecords.invoke({ TelemetryRecords: [], Hostname: `host-${i}` }, context);
    }
    const names = context.daemons.clients().map(({ id }) => id);
    expect(names).toHaveLength(100);
    expect(names[0]).toBe("host-299");
  });

  it.each([
    [{}, "'telemetryRecords'"],
    [{ TelemetryRecords: [{}] }, "'telemetryRecords.1.member.timestamp'"],
    [{ TelemetryRecords: [], EC2InstanceId: "i".repeat(21) }, "less than or equal to 20"],
  ])("rejects %j", async (input, message) => {
    await expect(putTelemetryRecords.invoke(input, makeContext())).rejects.toThrow(message);
  });
});
