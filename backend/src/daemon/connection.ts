import type { Socket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { isIPv4 } from "node:net";
import type { Logger } from "pino";
import type { Endpoint } from "./address.ts";
import { closeSocket, openSocket, sendAll } from "./socket.ts";

/** The connection to a daemon, kept up whatever becomes of the daemon and of its name. */
export interface Connection {
  /** Never throws. Datagrams without an address wait for one; the latest are kept. */
  send(datagrams: readonly Buffer[]): void;
  /** Resolves when no datagram is pending; waits two seconds at most for an address that is being looked up. */
  close(): Promise<void>;
}

/** The IPv4 address of a host name; rejects when it has none. */
export type Resolve = (host: string) => Promise<string>;

/** A name may get another address: a container that is made anew does. */
const RESOLVE_AGAIN_MS = 5_000;
/** Pause after a failed attempt. */
const RETRY_MS = 1_000;
const CLOSE_WAIT_MS = 2_000;
/** Datagrams that wait for an address. */
const MAX_EARLY = 256;
/** How many waiting datagrams are sent at once: more would not fit the receiver's buffer in its kernel. */
const BURST = 32;
const BURST_PAUSE_MS = 10;

/** Nothing here ends the process or waits: a dropped datagram is not sent again, and the log says so once. */
export function createConnection(
  address: Endpoint,
  logger: Logger,
  resolve: Resolve = resolveName,
): Connection {
  const { host, port } = address;
  const isName = !isIPv4(host);
  let route: { ip: string; socket: Socket } | undefined;
  let early: Buffer[] = [];
  let attempt: Promise<void> = Promise.resolve();
  let isAttempting = false;
  let isSoon = false;
  let timer: NodeJS.Timeout | undefined;
  let earlyTimer: NodeJS.Timeout | undefined;
  let isClosed = false;
  /** What was logged already: failed attempts, datagrams that do not arrive. */
  const told = { attempt: "", sending: "" };

  function tellOnce(about: keyof typeof told, error: unknown): void {
    const problem = describe(error, host);
    if (told[about] === problem) return;
    told[about] = problem;
    logger.warn(`Segments do not reach the X-Ray daemon at ${host}:${port}: ${problem}`);
  }

  function tellOfSuccess(ip: string): void {
    if (told.attempt === "" && told.sending === "") return;
    Object.assign(told, { attempt: "", sending: "" });
    logger.info(`Segments go to the X-Ray daemon at ${ip}:${port} again`);
  }

  function attemptAfter(pauseMs: number): void {
    if (isClosed || isAttempting) return;
    clearTimeout(timer);
    timer = setTimeout(startAttempt, pauseMs).unref();
  }

  /** Errors come with each datagram: only the first one counts, or the attempt would be put off for ever. */
  function attemptSoon(): void {
    if (isSoon) return;
    isSoon = true;
    attemptAfter(RETRY_MS);
  }

  function startAttempt(): void {
    isAttempting = true;
    isSoon = false;
    attempt = connect().then(
      () => settle(RESOLVE_AGAIN_MS),
      (error: unknown) => {
        tellOnce("attempt", error);
        settle(RETRY_MS);
      },
    );
  }

  function settle(pauseMs: number): void {
    isAttempting = false;
    if (isName || !route) attemptAfter(pauseMs);
  }

  async function connect(): Promise<void> {
    const ip = isName ? await resolve(host) : host;
    if (isClosed) return;
    if (route?.ip === ip) {
      told.attempt = "";
      return;
    }
    const socket = await openSocket(ip, port, noteError);
    // Looking the address up took too long.
    if (isClosed) return void socket.close();
    if (route) void closeSocket(route.socket);
    route = { ip, socket };
    tellOfSuccess(ip);
    sendEarly();
  }

  function noteError(socket: Socket, error: Error): void {
    if (route?.socket !== socket) return;
    const code = codeOf(error);
    tellOnce("sending", error);
    // Concerns one datagram only.
    if (code === "EMSGSIZE") return;
    // That nobody listens now is no reason for another socket; but the daemon may have moved.
    if (code !== "ECONNREFUSED") {
      route = undefined;
      void closeSocket(socket);
    }
    if (isName || !route) attemptSoon();
  }

  function sendEarly(): void {
    if (!route || early.length === 0) return;
    sendAll(route.socket, early.splice(0, BURST), noteError);
    if (early.length > 0) earlyTimer = setTimeout(sendEarly, BURST_PAUSE_MS).unref();
  }

  startAttempt();
  return {
    send(datagrams) {
      if (route) return sendAll(route.socket, datagrams, noteError);
      early = early.concat(datagrams).slice(-MAX_EARLY);
    },
    async close() {
      clearTimeout(timer);
      await withinMs(CLOSE_WAIT_MS, attempt);
      isClosed = true;
      clearTimeout(timer);
      clearTimeout(earlyTimer);
      const last = route;
      route = undefined;
      if (!last) return;
      sendAll(last.socket, early.splice(0), noteError);
      await closeSocket(last.socket);
    },
  };
}

async function resolveName(host: string): Promise<string> {
  return (await lookup(host, { family: 4 })).address;
}

async function withinMs(limitMs: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limitMs);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}

function describe(error: unknown, host: string): string {
  switch (codeOf(error)) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "ENODATA":
      return `the name ${host} does not resolve`;
    case "ECONNREFUSED":
      return "nobody listens there";
    case "EMSGSIZE":
      return "one is too large for a datagram";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
