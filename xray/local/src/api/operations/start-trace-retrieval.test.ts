import { StartTraceRetrievalCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { serveClient } from "../testing/serve-client.ts";
import { startTraceRetrieval } from "./start-trace-retrieval.ts";

const range = { StartTime: NOW_SEC - 600, EndTime: NOW_SEC };

describe("StartTraceRetrieval", () => {
  const served = serveClient();

  it("answers a token that stands for the job, each trace once", async () => {
    served.context.settings.account.setDestination("CloudWatchLogs");
    const { RetrievalToken } = await served.client.send(
      new StartTraceRetrievalCommand({
        TraceIds: ["1-a", "1-b", "1-a"],
        StartTime: new Date((NOW_SEC - 600) * 1_000),
        EndTime: new Date(NOW_SEC * 1_000),
      }),
    );
    expect(served.context.settings.retrievals.find(RetrievalToken ?? "")).toEqual({
      token: RetrievalToken,
      traceIds: ["1-a", "1-b"],
      startSec: NOW_SEC - 600,
      endSec: NOW_SEC,
      status: "COMPLETE",
    });
  });

  it("answers 404 while segments do not go to CloudWatch Logs", async () => {
    await expect(
      startTraceRetrieval.invoke({ TraceIds: ["1-a"], ...range }, served.context),
    ).rejects.toMatchObject({ code: "ResourceNotFoundException", members: { ResourceName: "aws/spans" } });
  });

  it.each([
    [{ TraceIds: ["1-a"], StartTime: 2, EndTime: 1 }, "EndTime cannot be before StartTime"],
    [{ TraceIds: Array.from({ length: 101 }, (_, i) => `1-${i}`), ...range }, "equal to 100"],
    [range, "'traceIds'"],
  ])("rejects %j", async (input, message) => {
    served.context.settings.account.setDestination("CloudWatchLogs");
    await expect(startTraceRetrieval.invoke(input, served.context)).rejects.toThrow(message);
  });
});
