/** Holds what we send against what the SDK as it comes sends for the same requests, each in a process of its own. */
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDaemon } from "../../testing/daemon.ts";
import type { TestDaemon } from "../../testing/daemon.ts";
import { runProcess } from "../../testing/process.ts";
import type { TestProcess } from "../../testing/process.ts";
import { normalize } from "./normalize.ts";

const SERVE = fileURLToPath(new URL("./serve.ts", import.meta.url));
const ROOT = "1-5759e988-bd862e3fe1be46a994272793";
const PARENT = "53995c3f42cd8ad8";

interface Server {
  daemon: TestDaemon;
  process: TestProcess;
  url: string;
}

async function startServer(variant: "stock" | "ours"): Promise<Server> {
  const daemon = await makeDaemon();
  const { udp, tcp } = daemon.address;
  const AWS_XRAY_DAEMON_ADDRESS = `tcp:${tcp.host}:${tcp.port} udp:${udp.host}:${udp.port}`;
  const child = runProcess(SERVE, { GOLDEN: variant, AWS_XRAY_DAEMON_ADDRESS });
  await child.prints("port ");
  await child.prints(".");
  const port = /port (\d+)\./.exec(child.output())?.[1];
  return { daemon, process: child, url: `http://127.0.0.1:${port}` };
}

let stock: Server;
let ours: Server;
beforeAll(async () => {
  [stock, ours] = await Promise.all([startServer("stock"), startServer("ours")]);
});
afterAll(async () => {
  for (const server of [stock, ours]) {
    server.process.child.kill();
    await server.process.exit;
    await server.daemon.close();
  }
});

/** Asks and answers all documents of the trace, once the segment of the request is there, which comes last. */
async function documentsOf({ daemon, url }: Server, path: string, init: RequestInit): Promise<object[]> {
  const before = daemon.documents.length;
  const answer = await fetch(url + path, init);
  await answer.text();
  const segment = await daemon.waitFor(
    (document) => document.http?.request?.url === url + path && daemon.documents.indexOf(document) >= before,
  );
  return daemon.documents.slice(before).filter((document) => document.trace_id === segment.trace_id);
}

const cases: [string, RequestInit][] = [
  ["/plain", {}],
  ["/plain?query=1&b=%20", { headers: { "User-Agent": "browser" } }],
  ["/plain?forwarded", { headers: { "X-Forwarded-For": "10.0.0.1, 10.0.0.2" } }],
  ["/plain?root", { headers: { "X-Amzn-Trace-Id": `Root=${ROOT}` } }],
  ["/plain?caller", { headers: { "X-Amzn-Trace-Id": `Root=${ROOT};Parent=${PARENT};Sampled=1` } }],
  ["/plain?ask", { headers: { "X-Amzn-Trace-Id": `Root=${ROOT};Parent=${PARENT};Sampled=?` } }],
  ["/custom", {}],
  ["/steps", {}],
  ["/parallel", {}],
  ["/crowd", {}],
  ["/sql", {}],
  ["/caught", {}],
  ["/unsampled-step", {}],
  ["/broken", {}],
  ["/call", {}],
  ["/body", { method: "POST", body: "some text" }],
  ["/nothing", {}],
  ...[201, 304, 400, 404, 429, 500, 503].map((code): [string, RequestInit] => [`/status/${code}`, {}]),
];

test.each(cases)("the documents of %s are those of the SDK (%o)", async (path, init) => {
  const expected = normalize(await documentsOf(stock, path, init));
  expect(expected.length).toBeGreaterThan(0);
  expect(normalize(await documentsOf(ours, path, init))).toEqual(expected);
});

test.each(["/steps", "/call", "/broken"])(
  "neither sends %s when its caller does not sample",
  async (path) => {
    for (const server of [stock, ours]) {
      const before = server.daemon.documents.length;
      const unsampled = { headers: { "X-Amzn-Trace-Id": `Root=${ROOT};Sampled=0` } };
      await (await fetch(server.url + path, unsampled)).text();
      await documentsOf(server, `/plain?after${path}`, {});
      expect(server.daemon.documents.length - before).toBe(1);
    }
  },
);
