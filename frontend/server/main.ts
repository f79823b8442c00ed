/**
 * The front end as a process: serves the built pages, and passes `/api` on to the API. With `--dev` the pages come from
 * their sources, and reload when those change.
 */
import { once } from "node:events";
import type { Server } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { PageSettings } from "../src/page-settings.ts";
import { createApiProxy } from "./api-proxy.ts";
import { FrontendConfigError, parseFrontendConfig } from "./config.ts";
import { answerRequests, createFrontendServer } from "./frontend-server.ts";
import { createPageServer, NotBuiltError } from "./pages.ts";

const ROOT = join(import.meta.dirname, "..");
/** Answers that take longer are aborted at the end. */
const CLOSE_GRACE_MS = 3_000;

/** The port cannot be listened on; the message names the variable that sets it. */
class ListenError extends Error {
  override name = "ListenError";
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dev: { type: "boolean" } } });
  const config = parseFrontendConfig(process.env, ROOT);
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());
  const server = createFrontendServer();
  const dev = values.dev ? await startDev(server, config.pageSettings) : undefined;
  answerRequests(server, {
    allowedHosts: config.allowedHosts,
    proxy: createApiProxy(config.backendUrl),
    pages: dev?.pages ?? createPageServer(config.directory, config.pageSettings),
  });
  server.listen(config.port, config.host);
  await once(server, "listening").catch((error: unknown) => {
    throw describeListenError(error, config.port);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  process.stdout.write(`Listening on http://${config.host}:${port}\n`);
  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  server.close();
  setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS).unref();
  await dev?.close();
}

async function startDev(server: Server, settings: PageSettings) {
  // Vite is installed for development only.
  const { createDevPages } = await import("./dev-pages.ts");
  return createDevPages(ROOT, settings, server);
}

function describeListenError(error: unknown, port: number): Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason =
    code === "EADDRINUSE" ? "is taken: another program listens there" : `cannot be used: ${String(error)}`;
  return new ListenError(`Port ${port} ${reason}. FRONTEND_PORT moves the front end.`, { cause: error });
}

try {
  await main();
} catch (error) {
  const isPlain = [FrontendConfigError, NotBuiltError, ListenError].some((kind) => error instanceof kind);
  process.stderr.write(
    `${error instanceof Error ? (isPlain ? error.message : error.stack) : String(error)}\n`,
  );
  process.exitCode = 1;
}
