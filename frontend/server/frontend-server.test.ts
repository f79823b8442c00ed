import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw, startServer } from "./testing/start-server.ts";

let running: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  running = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const seen = { method, url, host: headers.host, body: Buffer.concat(chunks).toString() };
      response.writeHead(200, { "content-type": "application/json", "x-request-id": "of the API" });
      response.end(JSON.stringify(seen));
    });
  });
});
afterAll(() => running.close());

const ask = (target: string, headers = `Host: localhost:${running.port}\r\n`) =>
  sendRaw(running.port, `GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);

const statusOf = (answer: string) => Number(answer.split(" ")[1]);

describe("pages", () => {
  it.each(["/", "/@worf", "/messages/@worf", "/search?term=x", "/lessons/slow-query", "/index.html"])(
    "%s is the app, which knows where traces are shown",
    async (path) => {
      const answer = await fetch(running.url + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      const html = await answer.text();
      expect(html).toContain("Cruddur");
      expect(html).toContain('<meta name="xray-console-url" content="http://localhost:2001" />');
    },
  );

  it("come with a policy that allows nothing inline, nothing foreign and no frame", async () => {
    for (const path of ["/", "/favicon.svg", "/assets/gone.js", "/no/where"]) {
      const { headers } = await fetch(running.url + path);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("are asked for again each time, and not sent again when they are the same", async () => {
    const first = await fetch(running.url);
    expect(first.headers.get("cache-control")).toBe("no-cache");
    const again = await fetch(running.url, { headers: { "If-None-Match": first.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  it("answer HEAD as GET, without the body, and no other method", async () => {
    const head = await fetch(running.url, { method: "HEAD" });
    const { length } = await (await fetch(running.url)).text();
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(length)]);
    const post = await fetch(running.url, { method: "POST", body: "x" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("files", () => {
  it("that are named after their content are kept for good, others are asked for again", async () => {
    const asset = await fetch(`${running.url}/assets/index-3uAjxHiR.js`);
    expect([asset.status, asset.headers.get("content-type")]).toEqual([
      200,
      "text/javascript; charset=utf-8",
    ]);
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const icon = await fetch(`${running.url}/favicon.svg`);
    expect([icon.status, icon.headers.get("cache-control")]).toEqual([200, "public, max-age=0"]);
  });

  it.each(["/assets/gone-3uAjxHiR.js", "/assets/", "/assets", "/.built-from", "/no/where", "/favicon.svg/x"])(
    "%s is missing",
    async (path) => {
      const answer = await fetch(running.url + path);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/plain; charset=utf-8"]);
    },
  );

  it.each(["Accept: text/html", "Accept: text/html\r\nSec-Fetch-Mode: navigate"])(
    "that a person went to and that are missing are told by the app, as missing: %j",
    async (headers) => {
      const answer = await ask("/no/where", `Host: localhost\r\n${headers}\r\n`);
      expect(statusOf(answer)).toBe(404);
      expect(answer).toContain("Cruddur");
    },
  );

  it("are sent in the parts that are asked for", async () => {
    const partOf = async (range: string) => {
      const answer = await fetch(`${running.url}/favicon.svg`, { headers: { Range: range } });
      return [answer.status, await answer.text()];
    };
    expect(await partOf("bytes=1-3")).toEqual([206, "svg"]);
    expect(await partOf("bytes=-2")).toEqual([206, "/>"]);
    expect(await partOf("bytes=5-2")).toEqual([416, "There is no such part.\n"]);
    expect(await partOf("bytes=100-")).toEqual([416, "There is no such part.\n"]);
  });

  it("that are taken away under the running server are missing, and it goes on", async () => {
    const path = join(running.directory, "assets", "brief-3uAjxHiR.js");
    writeFileSync(path, "export {};");
    expect((await fetch(`${running.url}/assets/brief-3uAjxHiR.js`)).status).toBe(200);
    rmSync(path);
    expect((await fetch(`${running.url}/assets/brief-3uAjxHiR.js`)).status).toBe(404);
    expect((await fetch(running.url)).status).toBe(200);
  });
});

describe("odd requests", () => {
  it.each([
    "http://[",
    "http://[/api/activities/home",
    "*",
    "/%",
    "/api/%",
    "/%00",
    "/..%2f..%2fpackage.json",
    "/assets/../../package.json",
    "/a\\b",
  ])("GET %s is answered with 400, and the server goes on", async (target) => {
    expect(statusOf(await ask(target))).toBe(400);
    expect((await fetch(running.url)).status).toBe(200);
  });

  it("bytes that are no HTTP are answered with 400", async () => {
    expect(statusOf(await sendRaw(running.port, "\u0016\u0003\u0001 no HTTP\r\n\r\n"))).toBe(400);
    expect((await fetch(running.url)).status).toBe(200);
  });

  it("a target in absolute form is what it names, whatever the Host header says", async () => {
    expect(statusOf(await ask(`http://localhost:${running.port}/about`))).toBe(200);
    expect(statusOf(await ask("http://evil.example/about"))).toBe(403);
  });

  it.each(["evil.example", `localhost.evil.example:3000`, "localhost:3000@evil.example"])(
    "the host %s is not served, neither page nor API",
    async (host) => {
      expect(statusOf(await ask("/", `Host: ${host}\r\n`))).toBe(403);
      expect(statusOf(await ask("/api/activities/home", `Host: ${host}\r\n`))).toBe(403);
    },
  );

  it("a request without a Host is refused in HTTP/1.1 and served in 1.0", async () => {
    expect(statusOf(await ask("/", ""))).toBe(400);
    expect(statusOf(await sendRaw(running.port, "GET / HTTP/1.0\r\n\r\n"))).toBe(200);
  });

  it("a reader that goes away in the middle leaves the others alone", async () => {
    const socket = connect(running.port, "127.0.0.1");
    socket.write(`GET / HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await once(socket, "data");
    socket.resetAndDestroy();
    expect((await fetch(running.url)).status).toBe(200);
  });
});

describe("the API", () => {
  it("gets requests as they are, under the name by which the page was asked for", async () => {
    const answer = await fetch(`${running.url}/api/activities?x=%20`, { method: "POST", body: "{}" });
    expect(answer.headers.get("x-request-id")).toBe("of the API");
    expect(await answer.json()).toEqual({
      method: "POST",
      url: "/api/activities?x=%20",
      host: `127.0.0.1:${running.port}`,
      body: "{}",
    });
  });

  it("gets the path of a target in absolute form", async () => {
    expect(await ask(`http://localhost:${running.port}/api/x?y`)).toContain('"url":"/api/x?y"');
  });

  it("is not what begins alike", async () => {
    expect((await fetch(`${running.url}/apinion`)).status).toBe(404);
  });

  it("that is away is told in the form of its own errors", async () => {
    const alone = await startServer(() => undefined);
    alone.backend.close();
    for (const method of ["GET", "POST"]) {
      const body = method === "POST" ? { body: "x".repeat(100_000) } : {};
      const answer = await fetch(`${alone.url}/api/activities`, { method, ...body });
      expect(answer.status).toBe(503);
      expect(await answer.json()).toEqual({
        error: { code: "api_unavailable", message: expect.stringContaining("does not answer: ECONNREFUSED") },
      });
      expect(answer.headers.has("x-request-id")).toBe(false);
    }
    expect((await fetch(alone.url)).status).toBe(200);
    await alone.close();
  });

  it("that breaks off before its answer is 502, in the middle of it a broken answer", async () => {
    const breaking = await startServer((request, response) => {
      if (request.url === "/api/early") request.socket.destroy();
      else {
        response.writeHead(200, { "content-length": 100 });
        response.write("half");
        setImmediate(() => request.socket.destroy());
      }
    });
    const early = await fetch(`${breaking.url}/api/early`);
    expect(early.status).toBe(502);
    expect(await early.json()).toMatchObject({ error: { code: "api_broke_off" } });
    await expect(fetch(`${breaking.url}/api/late`).then((answer) => answer.text())).rejects.toThrow(
      "terminated",
    );
    expect((await fetch(breaking.url)).status).toBe(200);
    await breaking.close();
  });

  it("that does not answer in time is 502", async () => {
    const slow = await startServer(() => undefined, { answerWithinMs: 50 });
    expect((await fetch(`${slow.url}/api/x`)).status).toBe(502);
    await slow.close();
  });

  it("hears when whoever asked is gone", async () => {
    const gone = Promise.withResolvers<void>();
    const waiting = await startServer((_request, response) => {
      response.on("close", () => gone.resolve());
    });
    const asked = once(waiting.backend, "request");
    const client = get(`${waiting.url}/api/x`);
    client.on("error", () => undefined);
    await asked;
    client.destroy();
    await gone.promise;
    expect((await fetch(waiting.url)).status).toBe(200);
    await waiting.close();
  });
});

it("serves further host names where that was asked for", async () => {
  const named = await startServer(() => undefined, { allowedHosts: ["frontend"] });
  const answer = await sendRaw(
    named.port,
    "GET / HTTP/1.1\r\nHost: frontend:3000\r\nConnection: close\r\n\r\n",
  );
  expect(statusOf(answer)).toBe(200);
  await named.close();
});
