import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BatchGetTracesCommand,
  GetSamplingTargetsCommand,
  PutTraceSegmentsCommand,
} from "@aws-sdk/client-xray";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { makeClient } from "./api/testing/make-client.ts";
import { makeSegment } from "./api/testing/make-segment.ts";
import type { ServerStatus } from "./console-wire/server-status.ts";
import { killServers, launchServer } from "./testing/launch-server.ts";

// A process is started twice, and writes several megabytes.
vi.setConfig({ testTimeout: 120_000 });

const DISK_BYTES = 8 * 2 ** 20;
/** Removed to make room. */
const BALLAST_BYTES = 6 * 2 ** 20;

/** A disk of its own in memory; undefined where that is not allowed (it takes root, and Linux). */
function mountDisk(): { path: string; unmount: () => void } | undefined {
  const path = mkdtempSync(join(tmpdir(), "xray-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const unmount = (): void => {
    execFileSync("umount", ["-l", path]);
    rmSync(path, { recursive: true });
  };
  return { path, unmount };
}

const trial = mountDisk();
trial?.unmount();

afterEach(() => killServers());

async function statusOf(url: string): Promise<ServerStatus> {
  return (await (await fetch(`${url}/status.json`)).json()) as ServerStatus;
}

/** Of random text, which does not compress. */
function makeLargeSegment(): { id: string; document: string } {
  const segment = makeSegment({ metadata: { default: { noise: randomBytes(42_000).toString("base64") } } });
  return { id: segment.trace_id, document: JSON.stringify(segment) };
}

const TARGETS = {
  SamplingStatisticsDocuments: [
    {
      RuleName: "Default",
      ClientID: "a".repeat(24),
      Timestamp: new Date(),
      RequestCount: 5,
      SampledCount: 5,
    },
  ],
};

test.skipIf(trial === undefined)(
  "a disk that is full costs what comes meanwhile, which is counted and said, and storing goes on when there is room (mounts a disk in memory)",
  async () => {
    const disk = mountDisk();
    if (disk === undefined) throw new Error("mounted before, but not now");
    onTestFinished(() => disk.unmount());
    const ballast = join(disk.path, "ballast");
    writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
    const cache = mkdtempSync(join(tmpdir(), "xray-cache-"));
    onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
    const server = launchServer({ XRAY_DATA_DIR: join(disk.path, "data"), NODE_COMPILE_CACHE: cache });
    const { url, udpPort, output, stop } = await server.ready;
    const client = makeClient(url);
    const kept: string[] = [];
    const put = async (): Promise<unknown> => {
      const { id, document } = makeLargeSegment();
      try {
        await client.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: [document] }));
        kept.push(id);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    let failure: unknown;
    for (let sent = 0; sent < 1000 && failure === undefined; sent += 1) failure = await put();
    expect(failure).toMatchObject({
      name: "InternalFailure",
      message: expect.stringMatching(/^Not stored: The disk of the data folder .* is full/),
    });

    // What comes by UDP is lost too, and counted; what needs no disk is answered.
    const socket = createSocket("udp4");
    onTestFinished(() => void socket.close());
    for (let sent = 0; sent < 3; sent += 1) {
      socket.send(`{"format":"json","version":1}\n${makeLargeSegment().document}`, udpPort);
    }
    await vi.waitFor(
      async () => expect((await statusOf(url)).arrivals.dropped).toBeGreaterThanOrEqual(4),
      10_000,
    );
    await expect(client.send(new GetSamplingTargetsCommand(TARGETS))).resolves.toMatchObject({
      SamplingTargetDocuments: [{ RuleName: "Default" }],
    });
    const full = await statusOf(url);
    expect(full.rejections).toEqual([]);
    expect(full.arrivals).toMatchObject({ accepted: kept.length, rejected: 0 });
    expect(full.drops).toMatchObject([
      { reason: "NotStored", count: full.arrivals.dropped, problem: expect.stringContaining("is full") },
    ]);
    expect(full.store.problem).toContain("is full. Make room");

    rmSync(ballast);
    await vi.waitFor(async () => expect(await put()).toBeUndefined(), 10_000);
    const after = await statusOf(url);
    expect(after.store).not.toHaveProperty("problem");
    expect(after.store.segments).toBe(kept.length);
    for (const id of [kept[0], kept.at(-2), kept.at(-1)]) {
      const { Traces } = await client.send(new BatchGetTracesCommand({ TraceIds: [id ?? ""] }));
      expect(Traces?.map(({ Segments }) => Segments?.length)).toEqual([1]);
    }
    expect(await stop("SIGTERM")).toBe(0);
    expect(output().match(/Nothing can be stored: The disk of .* is full\./g)).toHaveLength(1);
    expect(output().match(/What arrives is stored again\./g)).toHaveLength(1);
    expect(output()).not.toContain("    at ");
  },
);
