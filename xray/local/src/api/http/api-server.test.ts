import { Agent, request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text as readText } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { defineOperation } from "../model/operation.ts";
import type { Operation } from "../model/operation.ts";
import { required, string, structure } from "../model/shape.ts";
import { makeContext } from "../testing/make-context.ts";
import { makeServer } from "../testing/make-server.ts";
import type { TestServer } from "../testing/make-server.ts";

const echo = defineOperation({
  name: "Echo",
  path: "/Echo",
  input: structure({ Text: string({ max: 100_000 }) }),
  handle: ({ Text = "" }) => ({ Text }),
});
const strict = defineOperation({
  name: "Strict",
  path: "/Strict",
  input: structure({ Name: required(string()) }),
  handle: () => ({}),
});
const broken = defineOperation({
  name: "Broken",
  path: "/Broken",
  input: structure({}),
  handle: () => {
    throw new TypeError("a defect");
  },
});

let running: TestServer | undefined;

async function start(...operations: Operation[]): Promise<TestServer> {
  running = await makeServer({ operations: new Map(operations.map((each) => [each.path, each])) });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function post(path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${running?.url}${path}`, {
    method: "POST",
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

/** Unlike fetch, this sends any header. */
async function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string>; agent?: Agent; chunks?: readonly string[] },
): Promise<{ response: IncomingMessage; text: string; reused: boolean }> {
  const { method = "POST", headers = {}, chunks = [] } = options;
  const agent = options.agent ? { agent: options.agent } : {};
  const sent = httpRequest({ port: running?.port ?? 0, host: "127.0.0.1", path, method, headers, ...agent });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  for (const chunk of chunks) sent.write(chunk);
  sent.end();
  const response = await answered;
  return { response, text: await readText(response), reused: sent.reusedSocket };
}

async function talk(bytes: string): Promise<string> {
  const socket = connect(running?.port ?? 0, "127.0.0.1");
  socket.write(bytes);
  return readText(socket);
}

describe("the API server", () => {
  it("answers an operation as JSON with a request id", async () => {
    await start(echo);
    const response = await post("/Echo", '{"Text":"héllo"}');
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual({ Text: "héllo" });
  });

  it("takes an absent body for {} and needs no content type, length or signature", async () => {
    await start(echo);
    expect(await (await post("/Echo")).json()).toEqual({ Text: "" });
    const chunked = await raw("/Echo", { chunks: ['{"Text":', '"in two"}'] });
    expect(chunked.text).toBe('{"Text":"in two"}');
    const signed = await raw("/Echo", { headers: { authorization: "AWS4-HMAC-SHA256 nonsense" } });
    expect(signed.response.statusCode).toBe(200);
  });

  it.each([
    ["at the console's port", true, {}, false],
    ["through a daemon", true, { "x-forwarded-for": "172.18.0.3" }, true],
    ["at the daemon's port", false, {}, true],
  ])("knows whether an SDK asks for rules: %s", async (_where, withConsole, headers, isFromSdk) => {
    const context = makeContext();
    running = await makeServer({ context });
    const { port } = await running.server.listen({ host: "127.0.0.1", port: 0, withConsole });
    const answer = await fetch(`http://127.0.0.1:${port}/GetSamplingRules`, { method: "POST", headers });
    expect(answer.status).toBe(200);
    expect(context.sampling.lastQuestionAtMs()).toBe(isFromSdk ? context.nowMs() : undefined);
  });

  it("ignores a query and a doubled slash", async () => {
    await start(echo);
    expect((await post("/Echo?x=1")).status).toBe(200);
    expect((await post("//Echo")).status).toBe(200);
  });

  it.each([
    ["/Strict", "{}", 400, "InvalidRequestException", /Value null at 'name'/],
    ["/Strict", '{"Name":7}', 400, "InvalidRequestException", /Value '7' at 'name'/],
    ["/Strict", "{oops", 400, "SerializationException", /not valid JSON/],
    ["/Strict", "\0\xff", 400, "SerializationException", /not valid JSON/],
    ["/Nonsense", "{}", 404, "UnknownOperationException", /\/Nonsense/],
    ["/strict", "{}", 404, "UnknownOperationException", /\/strict/],
    ["/", "{}", 404, "UnknownOperationException", /path \//],
    ["/%zz", "{}", 404, "UnknownOperationException", /%zz/],
  ])("POST %s with %j answers %d %s", async (path, body, status, code, message) => {
    await start(strict);
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-amzn-errortype")).toBe(code);
    expect(response.headers.get("x-amzn-requestid")).toBeTruthy();
    const answer: unknown = await response.json();
    expect(answer).toEqual({ __type: code, Message: expect.stringMatching(message) });
  });

  it("says that operations are called with POST", async () => {
    await start(echo);
    const { response, text } = await raw("/Echo", { method: "GET" });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe("POST");
    expect(text).toContain("MethodNotAllowedException");
  });

  it("refuses 10 MB with a clear answer, on a connection that stays usable", async () => {
    await start(echo);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const large = await raw("/Echo", {
      agent,
      chunks: Array.from({ length: 160 }, () => "x".repeat(65_536)),
    });
    expect(large.response.statusCode).toBe(413);
    expect(large.text).toContain("RequestEntityTooLargeException");
    const next = await raw("/Echo", { agent });
    expect(next.response.statusCode).toBe(200);
    expect(next.reused).toBe(true);
    agent.destroy();
  });

  it("compresses large answers for those who ask, and leaves small ones alone", async () => {
    await start(echo);
    const body = JSON.stringify({ Text: "x".repeat(90_000) });
    const headers = { "accept-encoding": "br;q=1, gzip" };
    const large = await fetch(`${running?.url}/Echo`, { method: "POST", body, headers });
    expect(large.headers.get("content-encoding")).toBe("gzip");
    expect(await large.json()).toEqual({ Text: "x".repeat(90_000) });
    const small = await fetch(`${running?.url}/Echo`, { method: "POST", headers });
    expect(small.headers.get("content-encoding")).toBeNull();
    const plain = await raw("/Echo", { chunks: [body], headers: { "accept-encoding": "gzip;q=0" } });
    expect(plain.response.headers["content-encoding"]).toBeUndefined();
    expect(plain.text).toBe(body);
  });

  it("logs a defect, answers without its details and goes on", async () => {
    const { errors } = await start(echo, broken);
    const response = await post("/Broken");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("a defect");
    expect(errors).toEqual([new TypeError("a defect")]);
    expect((await post("/Echo")).status).toBe(200);
  });

  it("refuses foreign hosts and pages before it looks at anything else", async () => {
    await start(echo);
    const rebound = await raw("/Echo", { headers: { host: "evil.example" } });
    expect(rebound.response.statusCode).toBe(403);
    const page = await raw("/Echo", { headers: { origin: "https://evil.example" } });
    expect(page.response.statusCode).toBe(403);
    expect(page.response.headers["access-control-allow-origin"]).toBeUndefined();
    const preflight = await raw("/Echo", { method: "OPTIONS", headers: { origin: "https://evil.example" } });
    expect(preflight.response.statusCode).toBe(403);
    const status = await raw("/status.json", { method: "GET", headers: { host: "evil.example" } });
    expect(status.response.statusCode).toBe(403);
  });

  it("answers what is no HTTP and hangs up", async () => {
    await start(echo);
    expect(await talk("nonsense\r\n\r\n")).toMatch(/^HTTP\/1.1 400 .*\r\nx-amzn-requestid: /);
    expect(await talk(`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"y".repeat(100_000)}\r\n\r\n`)).toMatch(
      / 400 /,
    );
    expect((await post("/Echo")).status).toBe(200);
  });

  it("hangs up on those who never finish their request", async () => {
    running = await makeServer({
      operations: new Map([[echo.path, echo]]),
      timeouts: { headersMs: 50, requestMs: 100, checkEveryMs: 10 },
    });
    expect(await talk("POST /Echo HTTP/1.1\r\nhost: localhost\r\n")).toMatch(/^HTTP\/1.1 408 /);
    const body = "POST /Echo HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n{";
    expect(await talk(body)).toMatch(/^HTTP\/1.1 408 /);
  });

  it("tells an operation that the caller has hung up", async () => {
    const hungUp = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const slow = defineOperation({
      name: "Slow",
      path: "/Slow",
      input: structure({}),
      handle: async (_input, { signal }) => {
        signal.addEventListener("abort", () => hungUp.resolve());
        started.resolve();
        await hungUp.promise;
        return {};
      },
    });
    const { errors } = await start(slow);
    const abort = new AbortController();
    const answer = fetch(`${running?.url}/Slow`, { method: "POST", signal: abort.signal });
    await started.promise;
    abort.abort();
    await expect(answer).rejects.toThrow("aborted");
    await hungUp.promise;
    expect(errors).toEqual([]);
  });

  it("serves the API alone on a listener without the console", async () => {
    const { server } = await start(echo);
    const { port } = await server.listen({ host: "127.0.0.1", port: 0, withConsole: false });
    const daemon = `http://127.0.0.1:${port}`;
    expect((await fetch(`${daemon}/Echo`, { method: "POST" })).status).toBe(200);
    const page = await fetch(`${daemon}/`);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("console is on the other port");
    expect((await fetch(`${daemon}/status.json`)).status).toBe(404);
  });

  it("names the address that is taken", async () => {
    const { server, port } = await start(echo);
    const again = server.listen({ host: "127.0.0.1", port, withConsole: true });
    await expect(again).rejects.toMatchObject({ code: "EADDRINUSE", port });
  });

  it("answers pages, their absence and other methods on the console's listener", async () => {
    await start(echo);
    expect((await fetch(`${running?.url}/`)).status).toBe(503);
    expect((await fetch(`${running?.url}/favicon.ico`)).status).toBe(404);
    expect((await fetch(`${running?.url}/traces`, { method: "DELETE" })).status).toBe(405);
    const head = await fetch(`${running?.url}/`, { method: "HEAD" });
    expect(head.headers.get("content-length")).not.toBe("0");
    expect(await head.text()).toBe("");
  });

  it.each(["//", "///", "/\\\\", "//[", "/%", "*"])("answers a request for %s", async (target) => {
    await start();
    const answer = await talk(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (200|404|503) /);
  });

  it("tells its status", async () => {
    await start(echo);
    const response = await fetch(`${running?.url}/status.json`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      version: "0.0.0",
      arrivals: { received: 0 },
      defaultRule: { fixedRate: 1, reservoirSize: 1 },
      clients: [],
    });
  });
});
