import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { assertIncludes } from "../api-walk/api-client.ts";
import type { Run } from "../client.ts";
import { until } from "../until.ts";
import { SERVICE_NAME } from "./app.ts";
import type { TracedApp } from "./app.ts";
import { segmentOf, subsegmentOf } from "./documents-of.ts";
import type { RecorderLimits } from "./recorder-limits.ts";

/** Longer than any SDK takes to send a segment that it records. */
const SENT_WITHIN_MS = 1_500;

/** Checks that what an SDK sends about a request arrives and is understood. */
export async function checkSegments(
  { check, cannot, observer }: Run,
  app: TracedApp,
  limits: RecorderLimits,
): Promise<void> {
  await check("segment of a request", async () => {
    const { traceId, parentId } = await app.getDecided("/pay/1", 1);
    assertIncludes(await segmentOf(observer, traceId), { name: SERVICE_NAME, parent_id: parentId });
    const [summary] = await observer.summaries('http.url CONTAINS "/pay/1"');
    assertIncludes(summary ?? {}, {
      Id: traceId,
      HasFault: false,
      Http: { HttpStatus: 200, HttpMethod: "GET" },
    });
    assert.ok(URL.canParse(summary?.Http?.HttpURL ?? ""), `${summary?.Http?.HttpURL} is no URL`);
  });

  await check("subsegment, annotation, metadata", async () => {
    const { traceId } = await app.getDecided("/pay/2", 1);
    await segmentOf(observer, traceId);
    assertIncludes(await subsegmentOf(observer, traceId, "work"), {
      annotations: { customer: "c-1" },
      metadata: { shop: { basket: { items: 3 } } },
    });
    const found = await observer.summaries('annotation[customer] = "c-1" AND http.url CONTAINS "/pay/2"');
    assert.deepEqual(
      found.map(({ Id }) => Id),
      [traceId],
    );
  });

  await check("exception and fault", async () => {
    const { traceId } = await app.getDecided("/fault/1", 1);
    const segment = await segmentOf(observer, traceId);
    const { exceptionAt } = limits;
    const failed = exceptionAt ? await subsegmentOf(observer, traceId, exceptionAt) : segment;
    assert.match(JSON.stringify(failed["cause"]), /the till is on fire/);
    const [summary] = await observer.summaries('fault AND http.url CONTAINS "/fault/1"');
    assertIncludes(summary ?? {}, { Id: traceId, HasFault: true });
    assert.match(JSON.stringify(summary?.FaultRootCauses), /the till is on fire/);
  });

  await check("Sampled=0 of a caller", async () => {
    const { traceId } = await app.getDecided("/pay/3", 0);
    await sleep(SENT_WITHIN_MS);
    assert.deepEqual(await observer.documents(traceId), []);
  });

  if (limits.dynamicNaming) {
    cannot("dynamic naming by Host", limits.dynamicNaming);
    return;
  }
  await check("dynamic naming by Host", async () => {
    const headers = { Host: "api.shop.example:8080", "X-Amzn-Trace-Id": "Sampled=1" };
    await app.get("/named/1", headers);
    await until(async () => {
      const [summary] = await observer.summaries('http.url CONTAINS "/named/1"');
      assert.equal(summary?.EntryPoint?.Name, "api.shop.example:8080");
    });
  });
}
