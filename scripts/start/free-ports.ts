import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";
import type { RequiredPort } from "./settings.ts";

/** The ports of the list that something else uses, with the protocol in use. */
export async function findTakenPorts(
  ports: readonly RequiredPort[],
): Promise<readonly (RequiredPort & { protocol: "TCP" | "UDP" })[]> {
  const checks = ports.flatMap((port) =>
    port.protocols.map(async (protocol) => {
      const free = protocol === "TCP" ? await isTcpPortFree(port.port) : await isUdpPortFree(port.port);
      return free ? [] : [{ ...port, protocol }];
    }),
  );
  return (await Promise.all(checks)).flat();
}

async function isTcpPortFree(port: number): Promise<boolean> {
  // Binding alone is not enough: where another process listens on all addresses (AirPlay on macOS does, on 5000),
  // some systems let us bind to 127.0.0.1, and "localhost" still leads to the other one.
  if (!(await canBindTcp(port))) return false;
  return !(await answersOn("localhost", port));
}

function canBindTcp(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

function answersOn(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once("connect", () => finish(true));
    socket.once("timeout", () => finish(false));
    socket.once("error", () => finish(false));
  });
}

/** Whether nothing uses this UDP port on 127.0.0.1. */
export function isUdpPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, address: "127.0.0.1", exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

/** Away from the ports in use, and easy to tell apart from them. */
const STEP = 100;

/**
 * The ports of the list, all moved by the same hundreds to where nothing uses them. Does not move to ports in `others`,
 * which are needed too.
 */
export async function moveToFree(
  ports: readonly RequiredPort[],
  others: readonly RequiredPort[] = [],
): Promise<readonly RequiredPort[]> {
  const needed = new Set(others.map(({ port }) => port));
  for (let offset = STEP; offset < 60_000; offset += STEP) {
    const moved = ports.map((each) => ({ ...each, port: wrap(each.port + offset) }));
    if (moved.some(({ port }) => needed.has(port))) continue;
    if ((await findTakenPorts(moved)).length === 0) return moved;
  }
  return ports;
}

/** Ports below 1024 need special rights. */
function wrap(port: number): number {
  return port <= 65_535 ? port : port - 65_536 + 1_024;
}

type TakenPort = RequiredPort & { protocol: "TCP" | "UDP" };

/** Says which ports are in use, and gives one command that moves all: to `moved`, the same ports elsewhere. */
export function describeTakenPorts(
  taken: readonly TakenPort[],
  moved: readonly RequiredPort[],
  command: string,
): string {
  const lines = taken.map(
    ({ protocol, port, purpose }) => `${protocol} port ${port}, for ${purpose}, is taken.`,
  );
  const variables = moved.map(({ name, port }) => `${name}=${port}`).join(" ");
  const what = taken.length === 1 ? "Stop what holds it, or move it" : "Stop what holds them, or move them";
  return [...lines, `${what}: ${variables} ${command}`].join(taken.length === 1 ? " " : "\n");
}
