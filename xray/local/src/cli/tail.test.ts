import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { startOwnServer } from "../own-server.ts";
import { runWords } from "./testing/run-words.ts";

// Threads take long to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

test("tail prints a line a trace that matches, once, and says when the server has stopped", async () => {
  const server = await startOwnServer();
  let out = "";
  const onOutput = (text: string): void => {
    out = text;
  };
  const tailing = runWords(["tail", "fault"], { env: { XRAY_LOCAL_URL: server.url }, onOutput });
  const put = async (...documents: readonly object[]): Promise<void> => {
    const body = JSON.stringify({ TraceSegmentDocuments: documents.map((each) => JSON.stringify(each)) });
    await fetch(`${server.url}/TraceSegments`, { method: "POST", body });
  };
  // What came before it listens is not told.
  const isTold = async (): Promise<boolean> => {
    await put(makeSegment({ name: "shop", fault: true }), makeSegment({ name: "other" }));
    return out !== "";
  };
  await expect.poll(isTold, { timeout: 20_000 }).toBe(true);
  await server.close();
  const { exitCode, err } = await tailing;
  expect([exitCode, err]).toEqual([1, `The local X-Ray at ${server.url} has stopped.\n`]);
  const ids = out
    .trim()
    .split("\n")
    .map((line) => /1-[0-9a-f]{8}-[0-9a-f]{24}$/.exec(line)?.[0]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(out).not.toContain("other");
});

test("tail says so too when the server breaks off", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/stream") {
      response.write(": hello\n\n", () => response.socket?.resetAndDestroy());
    } else response.end(`{"TraceSummaries":[]}`);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { exitCode, err } = await runWords(["tail", "--url", `http://127.0.0.1:${port}`]);
  expect([exitCode, err]).toEqual([1, `The local X-Ray at http://127.0.0.1:${port} has stopped.\n`]);
});

test("export says how far it came when the server breaks off", async () => {
  const server = createServer((_request, response) => {
    response.write("{}\n{}\n", () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { exitCode, err } = await runWords(["export", "--url", `http://127.0.0.1:${port}`]);
  expect([exitCode, err]).toEqual([1, `http://127.0.0.1:${port} broke off after 2 segment documents.\n`]);
});
