import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { makeSegment } from "../../api/testing/make-segment.ts";
import type { Finding } from "../../doctor/finding.ts";
import { startOwnServer } from "../../own-server.ts";
import { toClientEnvironment } from "../client-environment.ts";
import { runWords } from "../testing/run-words.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

async function setUp() {
  const server = await startOwnServer();
  onTestFinished(() => server.close());
  const put = (documents: readonly object[]) =>
    fetch(`${server.url}/TraceSegments`, {
      method: "POST",
      body: JSON.stringify({ TraceSegmentDocuments: documents.map((each) => JSON.stringify(each)) }),
    });
  return { url: server.url, env: toClientEnvironment(server.status().listeners, "us-east-1"), put };
}

async function examine(env: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const { exitCode, out } = await runWords(["doctor", "--json", ...words], { env });
  return { exitCode, findings: JSON.parse(out) as Finding[] };
}

const wrongOf = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ level }) => level === "wrong").map(({ subject }) => subject);

describe("xray-local doctor", () => {
  it("finds nothing wrong with a server and an app that is set up for it", async () => {
    const { env, put } = await setUp();
    await put([makeSegment({ start_time: Date.now() / 1000 - 1, end_time: Date.now() / 1000 })]);
    const { exitCode, findings } = await examine(env);
    expect(wrongOf(findings)).toEqual([]);
    expect(exitCode).toBe(0);
    const subjects = [
      "X-Ray",
      "Daemon UDP",
      "Daemon TCP",
      "X-Ray SDK",
      "OpenTelemetry",
      "Clock",
      "Arrivals",
      "On AWS",
    ];
    for (const subject of subjects) {
      expect(findings).toContainEqual(expect.objectContaining({ subject, level: "ok" }));
    }
  });

  it("tells of what was rejected, and of an app that sends elsewhere", async () => {
    const { env, put } = await setUp();
    await put([{ name: "no id" }]);
    const { exitCode, findings } = await examine({ ...env, AWS_XRAY_DAEMON_ADDRESS: "10.0.0.7:2000" });
    expect(wrongOf(findings)).toEqual(["X-Ray SDK", "Rejections"]);
    expect(exitCode).toBe(1);
  });

  it("says in lines that no server answers, and where a store would be", async () => {
    const { exitCode, out } = await runWords(["doctor", "--url", "http://127.0.0.1:9"], {
      env: { XRAY_DATA_DIR: "/tmp/not/made/yet" },
    });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^WRONG {2}X-Ray +Nothing answers at http:\/\/127\.0\.0\.1:9 /);
    expect(out).toMatch(/Disk +\/tmp\/not\/made\/yet has /);
    expect(out).toMatch(/1 wrong: begin with the first\.\n$/);
  });

  it("knows another program by its answer, and settings that are wrong", async () => {
    const other = createServer((_request, response) => response.end("hello"));
    await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { findings } = await examine({ XRAY_STORE_CAP: "much" }, "--url", `http://127.0.0.1:${port}`);
    expect(findings[0]?.text).toContain("Another program answers");
    expect(wrongOf(findings)).toContain("Settings");
  });
});
