import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { assertIncludes } from "../api-walk/api-client.ts";
import { newDocument } from "../api-walk/documents.ts";
import type { Client, Run } from "../client.ts";
import { startProgram } from "../program.ts";
import { connectToApp, SERVICE_NAME } from "../recording/app.ts";
import type { TracedApp } from "../recording/app.ts";
import { segmentOf, subsegmentOf } from "../recording/documents-of.ts";
import { until } from "../until.ts";
import { buildGo, findGo } from "./go.ts";

const SENT_WITHIN_MS = 1_500;

/** OpenCensus with AWS's exporter, which sends each span as a document of its own by PutTraceSegments. */
export const openCensus: Client = {
  id: "opencensus",
  name: "OpenCensus exporter (Go)",
  section: "recording",
  isExpectedInCi: true,
  find: (surroundings) => findGo(surroundings, "go", "contrib.go.opencensus.io/exporter/aws"),
  async run(run) {
    const executable = await buildGo(run, "go", { name: "opencensus", packagePath: "./opencensus" });
    const program = startProgram(executable, [], {
      env: { ...run.env, XRAY_ENDPOINT: run.server.apiUrl, SERVICE_NAME },
    });
    try {
      await checkSpans(run, await connectToApp(program));
    } finally {
      await program.stop();
    }
  },
};

/**
 * The exporter uses the name of the span, which is the path in OpenCensus, as the name of the segment and as its URL.
 */
async function checkSpans({ check, cannot, observer }: Run, app: TracedApp): Promise<void> {
  async function summaryOf(path: string): Promise<{ Id: string; HasFault?: boolean | undefined }> {
    return until(async () => {
      const [found] = await observer.summaries(`http.url = "${path}"`);
      assert.ok(found?.Id, `${path} did not arrive`);
      return { ...found, Id: found.Id };
    });
  }

  await check("segment of a request", async () => {
    await app.get("/pay/1");
    const summary = await summaryOf("/pay/1");
    assertIncludes(summary, { HasFault: false, Http: { HttpStatus: 200, HttpMethod: "GET" } });
    assertIncludes(await segmentOf(observer, summary.Id), { name: "/pay/1" });
  });

  await check("subsegment, annotation, metadata", async () => {
    await app.get("/pay/2");
    const { Id } = await summaryOf("/pay/2");
    await until(async () =>
      assertIncludes(await subsegmentOf(observer, Id, "work"), { annotations: { customer: "c-1" } }),
    );
    const [found] = await observer.summaries('annotation[customer] = "c-1" AND http.url = "/pay/2"');
    assert.equal(found?.Id, Id);
  });

  await check("exception and fault", async () => {
    await app.get("/fault/1");
    assertIncludes(await summaryOf("/fault/1"), { HasFault: true, Http: { HttpStatus: 500 } });
  });

  await check("Sampled=0 of a caller", async () => {
    const { traceId } = await app.getDecided("/pay/3", 0);
    await sleep(SENT_WITHIN_MS);
    assert.deepEqual(await observer.documents(traceId), []);
  });

  await check("one trace with an X-Ray SDK", async () => {
    const { traceId, parentId } = await app.getDecided("/pay/4", 1);
    const caller = newDocument(Date.now() / 1_000, "caller");
    const times = { start_time: caller["start_time"], end_time: caller["end_time"] };
    const subsegments = [{ id: parentId, name: SERVICE_NAME, ...times }];
    await observer.seed([{ ...caller, trace_id: traceId, subsegments }]);
    await until(async () => {
      const call = await subsegmentOf(observer, traceId, SERVICE_NAME);
      const [served] = (call["subsegments"] ?? []) as Record<string, unknown>[];
      assertIncludes(served ?? {}, { name: "/pay/4", namespace: "remote" });
    });
  });

  cannot("dynamic naming by Host", "the exporter names segments by their path");
}
