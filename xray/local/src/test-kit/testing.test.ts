import { createSocket } from "node:dgram";
import { describe, expect, it } from "vitest";
import { makeSegment } from "../api/testing/make-segment.ts";
import { startXray, xrayMatchers } from "./testing.ts";
import type { FoundTrace, TestXray } from "./testing.ts";

interface XrayMatchers {
  toHaveStep(step: string, times?: number): void;
  toRepeatNoCall(atMost: number): void;
  toHaveNoFault(): void;
}
declare module "vitest" {
  // oxlint-disable-next-line typescript/no-empty-object-type -- how Vitest is told of matchers
  interface Matchers extends XrayMatchers {}
}
expect.extend(xrayMatchers);

async function send({ daemonAddress }: TestXray, segment: object): Promise<void> {
  const [host, port] = daemonAddress.split(":");
  const socket = createSocket("udp4");
  await new Promise((sent) => {
    socket.send(`{"format":"json","version":1}\n${JSON.stringify(segment)}`, Number(port), host, sent);
  });
  socket.close();
}

function makeRequest(path: string, queries: number, members: object = {}) {
  const start = Date.now() / 1000;
  return makeSegment({
    name: "shop",
    start_time: start,
    end_time: start + 0.1,
    http: { request: { method: "GET", url: `http://shop.test${path}` }, response: { status: 200 } },
    subsegments: Array.from({ length: queries }, (_, at) => ({
      id: (at + 1).toString(16).padStart(16, "c"),
      name: "shop@db",
      namespace: "remote",
      start_time: start,
      end_time: start + 0.01,
      sql: { sanitized_query: "SELECT * FROM cruds" },
    })),
    ...members,
  });
}

function messageOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

describe("xray-local/testing", () => {
  it("waits for the trace of a request", async () => {
    await using xray = await startXray();
    const waiting = xray.trace(`http.url ENDSWITH "/home"`);
    await send(xray, makeRequest("/other", 0));
    await send(xray, makeRequest("/home", 2));
    const trace = await waiting;
    expect(trace.summary.Http.HttpURL).toBe("http://shop.test/home");
    expect(trace.shape).toBe("shop GET /home 200\n  shop@db SELECT * FROM cruds ×2");
    expect(trace).toHaveStep("shop@db SELECT *", 2);
    expect(trace).toRepeatNoCall(2);
    expect(trace).toHaveNoFault();
  });

  it("says what came instead of what was waited for", async () => {
    await using xray = await startXray();
    const options = { timeoutMs: 100 };
    await expect(xray.trace("fault", options)).rejects.toThrow(
      "Waited for 1 trace that matches fault, and 0 came. No trace arrived at all.",
    );
    await send(xray, makeRequest("/home", 0));
    await xray.trace();
    await expect(xray.trace("fault", options)).rejects.toThrow(
      /and 0 came\.\nThere are 1 in all:\n {2}GET http:\/\/shop\.test\/home 1-/,
    );
    await send(xray, { ...makeRequest("/open", 0), end_time: undefined, in_progress: true });
    const patient = { timeoutMs: 2_000 };
    await expect(xray.trace(`http.url ENDSWITH "/open"`, patient)).rejects.toThrow(
      "is every segment closed?",
    );
  });

  it("keeps apart what runs side by side", async () => {
    await using first = await startXray();
    await using second = await startXray();
    await send(first, makeRequest("/first", 0));
    await send(second, makeRequest("/second", 0));
    const urls = async (xray: TestXray) => (await xray.traces()).map(({ summary }) => summary.Http.HttpURL);
    expect(await Promise.all([urls(first), urls(second)])).toEqual([
      ["http://shop.test/first"],
      ["http://shop.test/second"],
    ]);
  });

  it("gives a program all that it needs", async () => {
    await using xray = await startXray();
    expect(xray.env).toMatchObject({
      AWS_XRAY_DAEMON_ADDRESS: xray.daemonAddress,
      AWS_ENDPOINT_URL_XRAY: xray.url,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${xray.url}/v1/traces`,
    });
  });

  it("draws the trace that a matcher fails for", () => {
    const segment = makeRequest("/home", 6, { fault: true });
    const trace = {
      id: segment.trace_id,
      documents: [JSON.stringify(segment)],
      shape: "",
    } as unknown as FoundTrace;
    expect(messageOf(() => expect(trace).toRepeatNoCall(3))).toMatch(
      /^Expected no call more than 3 times; there is shop@db SELECT \* FROM cruds ×6 in\nshop \/home .*█\n {2}shop@db SELECT \* FROM cruds ×6 .*▒/,
    );
    expect(messageOf(() => expect(trace).toHaveStep("*cruds*", 1))).toContain(
      "to occur 1 time; it does 6 times",
    );
    expect(messageOf(() => expect(trace).toHaveNoFault())).toContain("Expected no fault; 1 step has one");
    expect(messageOf(() => expect(trace).not.toHaveStep("shop@db*"))).toContain("not to occur");
  });
});
