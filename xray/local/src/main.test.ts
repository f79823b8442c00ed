import { createSocket } from "node:dgram";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutTraceSegmentsCommand } from "@aws-sdk/client-xray";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeClient } from "./api/testing/make-client.ts";
import { makeSegment } from "./api/testing/make-segment.ts";
import { readEvents } from "./client/read-events.ts";
import { killServers, launchServer } from "./testing/launch-server.ts";
import type { StreamEvent } from "./console-wire/server-status.ts";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "local-xray-"));
});

afterEach(async () => {
  killServers();
  await rm(directory, { recursive: true });
});

function launch(env: Readonly<Record<string, string>> = {}): ReturnType<typeof launchServer> {
  return launchServer({ XRAY_DATA_DIR: directory, ...env });
}

async function nextTraces(events: AsyncGenerator<StreamEvent>): Promise<readonly string[]> {
  for await (const event of events) if (event.type === "traces") return event.traces.map(({ id }) => id);
  return [];
}

async function occupy(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a listening TCP server answers
  return { server, port: (server.address() as AddressInfo).port };
}

describe("the local X-Ray", { timeout: 20_000 }, () => {
  it("takes a segment over UDP, tells of it at once, stops cleanly and still has it at the next start", async () => {
    const first = await launch().ready;
    const events = readEvents(`${first.url}/stream`);
    const segment = makeSegment({ start_time: Date.now() / 1000 });
    // The first event, the status, says that the reader is known; changes are told from then on.
    await events.next();
    const told = nextTraces(events);
    const socket = createSocket("udp4");
    socket.send(`{"format":"json","version":1}\n${JSON.stringify(segment)}`, first.udpPort, "127.0.0.1");
    expect(await told).toEqual([segment.trace_id]);
    socket.close();
    expect(await first.stop("SIGTERM")).toBe(0);
    expect(first.output()).toContain("Stopped. What was received is stored.");

    const second = await launch().ready;
    const body = JSON.stringify({ TraceIds: [segment.trace_id] });
    const answer = await fetch(`${second.url}/Traces`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({
      Traces: [{ Id: segment.trace_id }],
      UnprocessedTraceIds: [],
    });
    expect(await second.stop("SIGINT")).toBe(0);
  });

  it("keeps what it acknowledged when it is killed", async () => {
    const first = await launch().ready;
    const segment = makeSegment({ start_time: Date.now() / 1000 });
    const put = new PutTraceSegmentsCommand({ TraceSegmentDocuments: [JSON.stringify(segment)] });
    await makeClient(first.url).send(put);
    await first.stop("SIGKILL");
    const second = await launch().ready;
    const body = JSON.stringify({ TraceIds: [segment.trace_id] });
    const answer = await fetch(`${second.url}/Traces`, { method: "POST", body });
    expect(await answer.json()).toMatchObject({ Traces: [{ Id: segment.trace_id }] });
  });

  it("tells where it listens and what it keeps", async () => {
    const running = await launch().ready;
    const { url } = running;
    const status: unknown = await (await fetch(`${url}/status.json`)).json();
    expect(status).toMatchObject({
      listeners: { api: url.replace("http://", ""), daemonUdp: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
      store: { path: join(directory, "traces.sqlite"), traces: 0, capBytes: 1_000_000_000 },
      defaultRule: { fixedRate: 1, reservoirSize: 1 },
    });
    expect(running.output()).toContain(directory);
  });

  it.each([
    ["XRAY_DAEMON_PORT", "--daemon-port"],
    ["XRAY_CONSOLE_PORT", "--port"],
  ])("names %s when its port is taken", async (setting, option) => {
    const { server, port } = await occupy();
    const failed = launch({ [setting]: String(port) });
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toBe(
      `TCP port ${port} on 127.0.0.1 is taken by another program. Stop it, or choose a free port: ${option}, or ${setting}.\n`,
    );
    server.close();
  });

  it("names the setting when another daemon has the UDP port", async () => {
    const { udpPort } = await launch().ready;
    const failed = launch({ XRAY_DAEMON_PORT: String(udpPort), XRAY_DATA_DIR: join(directory, "other") });
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toContain(`UDP port ${udpPort} on 127.0.0.1 is taken`);
    expect(failed.output()).toContain("XRAY_DAEMON_PORT");
  });

  it("says that its data are in use by another process", async () => {
    await launch().ready;
    const failed = launch();
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toContain("in use by another process");
  });

  it("names every wrong setting", async () => {
    const failed = launch({ XRAY_STORE_CAP: "lots", XRAY_RETENTION: "never" });
    expect(await failed.ended).toBe(2);
    expect(failed.output()).toMatch(/^XRAY_STORE_CAP=lots .*XRAY_RETENTION=never .*\n$/);
  });

  it("says when the host is none of this machine's", async () => {
    const failed = launch({ XRAY_HOST: "203.0.113.7" });
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toContain(
      "203.0.113.7 is not an address of this machine. Choose one that is, such as 127.0.0.1: --host, or XRAY_HOST",
    );
  });

  it("ends with a sentence and an exit code when its data folder is deleted, and can be started again", async () => {
    const data = join(directory, "data");
    const running = await launch({ XRAY_DATA_DIR: data }).ready;
    const { url, ended } = running;
    await rm(data, { recursive: true });
    const put = await fetch(`${url}/TraceSegments`, {
      method: "POST",
      body: JSON.stringify({ TraceSegmentDocuments: [JSON.stringify(makeSegment())] }),
    }).catch(() => undefined);
    expect(put?.ok ?? false).toBe(false);
    expect(await ended).toBe(1);
    expect(running.output()).toContain("was deleted or replaced while the server was running");
    const again = await launch({ XRAY_DATA_DIR: data }).ready;
    expect(await again.stop("SIGTERM")).toBe(0);
  }, 120_000);
});
