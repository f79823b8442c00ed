import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiProxy } from "../api-proxy.ts";
import { answerRequests, createFrontendServer } from "../frontend-server.ts";
import { createPageServer } from "../pages.ts";

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port");
  return address.port;
}

/** The front end's server over a small build, with an API that answers as the listener does. */
export async function startServer(
  api: RequestListener,
  { allowedHosts = [], answerWithinMs }: { allowedHosts?: readonly string[]; answerWithinMs?: number } = {},
) {
  const directory = mkdtempSync(join(tmpdir(), "pages-"));
  mkdirSync(join(directory, "assets"));
  writeFileSync(join(directory, "index.html"), "<html><head></head><body>Cruddur</body></html>");
  writeFileSync(join(directory, "assets", "index-3uAjxHiR.js"), "export {};");
  writeFileSync(join(directory, "favicon.svg"), "<svg/>");
  writeFileSync(join(directory, ".built-from"), "a secret of the build");
  const backend = createServer(api);
  const backendPort = await listen(backend);
  const server = createFrontendServer();
  answerRequests(server, {
    allowedHosts,
    proxy: createApiProxy(new URL(`http://127.0.0.1:${backendPort}`), answerWithinMs),
    pages: createPageServer(directory, { xrayConsoleUrl: "http://localhost:2001", awsRegion: "" }),
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    directory,
    server,
    backend,
    async close() {
      for (const each of [server, backend]) {
        each.closeAllConnections();
        each.close();
      }
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Sends bytes as they are, and gives what came back until the connection was closed. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => (answer += chunk));
  socket.on("error", () => undefined);
  socket.write(text);
  await once(socket, "close");
  return answer;
}
