import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { assertIncludes } from "../api-walk/api-client.ts";
import { newTraceId } from "../api-walk/documents.ts";
import type { Client, Run } from "../client.ts";
import { startProgram } from "../program.ts";
import { SERVICE_NAME } from "../recording/app.ts";
import { subsegmentOf } from "../recording/documents-of.ts";
import { until } from "../until.ts";
import { findPython, preparePython, pythonProgram } from "./python.ts";

const SENT_WITHIN_MS = 1_500;

/** A function whose segments AWS Lambda records, and whose subsegments Powertools sends by themselves. */
export const powertools: Client = {
  id: "powertools",
  name: "Powertools Tracer (Python)",
  section: "recording",
  isExpectedInCi: true,
  find: (surroundings) => findPython(surroundings, "aws-lambda-powertools"),
  async run(run) {
    const python = await preparePython(run);
    const program = startProgram(python, ["-u", pythonProgram("powertools_function.py")], {
      env: {
        ...run.env,
        AWS_LAMBDA_FUNCTION_NAME: SERVICE_NAME,
        // These two tell Powertools and the SDK that they run on Lambda.
        AWS_EXECUTION_ENV: "AWS_Lambda_python3.11",
        LAMBDA_TASK_ROOT: "/var/task",
        AWS_XRAY_DAEMON_ADDRESS: run.server.daemonAddress,
        POWERTOOLS_SERVICE_NAME: SERVICE_NAME,
      },
    });
    try {
      let asked = 0;
      await checkFunction(run, async (header, path) => {
        asked += 1;
        program.stdin.write(`${JSON.stringify({ id: asked, header, event: { path } })}\n`);
        await program.line(new RegExp(`^(done|failed) ${asked}$`));
      });
    } finally {
      await program.stop();
    }
  },
};

type Invoke = (traceHeader: string, path: string) => Promise<void>;

async function checkFunction({ check, observer }: Run, invoke: Invoke): Promise<void> {
  /**
   * Invokes it as Lambda does: with Lambda's two segments around the call, whose id the function gets as its parent.
   */
  async function invokeOnLambda(path: string, fault = false): Promise<{ traceId: string; parentId: string }> {
    const traceId = newTraceId(Date.now() / 1_000);
    const startSec = Date.now() / 1_000;
    const [serviceId, parentId] = [newId(), newId()];
    await invoke(`Root=${traceId};Parent=${parentId};Sampled=1`, path);
    const common = {
      trace_id: traceId,
      name: SERVICE_NAME,
      start_time: startSec,
      end_time: Date.now() / 1_000,
    };
    const failed = fault ? { fault } : {};
    await observer.seed([
      { ...common, id: serviceId, origin: "AWS::Lambda", http: { response: { status: 200 } }, ...failed },
      { ...common, id: parentId, parent_id: serviceId, origin: "AWS::Lambda::Function", ...failed },
    ]);
    return { traceId, parentId };
  }

  await check("part of its function's segment", async () => {
    const { traceId, parentId } = await invokeOnLambda("/pay/1");
    await until(async () => {
      const documents = await observer.documents(traceId);
      const segment = documents.find(({ id }) => id === parentId);
      const [handler] = (segment?.["subsegments"] ?? []) as Record<string, unknown>[];
      assert.equal(handler?.["name"], "## handler");
    });
    const { Services = [] } = await observer.api.getTraceGraph({ TraceIds: [traceId] });
    const types = new Set(Services.map(({ Type }) => Type));
    assert.deepEqual(types, new Set(["AWS::Lambda", "AWS::Lambda::Function", "client"]));
  });

  await check("subsegment, annotation, metadata", async () => {
    const { traceId } = await invokeOnLambda("/pay/2");
    await until(async () =>
      assertIncludes(await subsegmentOf(observer, traceId, "## __main__.work"), {
        annotations: { customer: "c-1" },
        metadata: { shop: { basket: { items: 3 } } },
      }),
    );
    const found = await observer.summaries('annotation[customer] = "c-1"');
    assert.ok(found.some(({ Id }) => Id === traceId));
  });

  await check("exception and fault", async () => {
    const { traceId } = await invokeOnLambda("/fault/1", true);
    await until(async () => {
      const summary = (await observer.summaries("fault")).find(({ Id }) => Id === traceId);
      assert.match(JSON.stringify(summary?.FaultRootCauses), /the till is on fire/);
    });
  });

  await check("Sampled=0 of a caller", async () => {
    const traceId = newTraceId(Date.now() / 1_000);
    await invoke(`Root=${traceId};Parent=${newId()};Sampled=0`, "/pay/3");
    await sleep(SENT_WITHIN_MS);
    assert.deepEqual(await observer.documents(traceId), []);
  });
}

function newId(): string {
  return randomBytes(8).toString("hex");
}
