import { createApiServer } from "../http/api-server.ts";
import type { ApiServer, ApiServerOptions } from "../http/api-server.ts";
import { OPERATIONS } from "../operations.ts";
import { toServerStatus } from "../server-status.ts";
import { makeContext } from "./make-context.ts";

export interface TestServer {
  /** `http://127.0.0.1:<port>`, of the listener with the console. */
  url: string;
  port: number;
  server: ApiServer;
  errors: unknown[];
  close: () => Promise<void>;
}

/** A listening server on a port of the system's choice; what it logs is collected in `errors`. */
export async function makeServer(parts: Partial<ApiServerOptions> = {}): Promise<TestServer> {
  const errors: unknown[] = [];
  const context = parts.context ?? makeContext();
  const server = createApiServer({
    operations: OPERATIONS,
    context,
    status: () =>
      toServerStatus({
        context,
        version: "0.0.0",
        startedAtMs: context.nowMs(),
        reach: { daemon: "127.0.0.1:2000" },
        listeners: { daemonUdp: "127.0.0.1:2000", daemonTcp: "127.0.0.1:2000", api: "127.0.0.1:2001" },
        receiveBufferBytes: 0,
        kernelDrops: () => undefined,
      }),
    consoleDirectory: "/nonexistent",
    allowedHosts: [],
    logError: (_message, error) => errors.push(error),
    ...parts,
  });
  const { port } = await server.listen({ host: "127.0.0.1", port: 0, withConsole: true });
  return { url: `http://127.0.0.1:${port}`, port, server, errors, close: () => server.close() };
}
