import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";
import type { RequiredPort } from "./settings.ts";

/** The ports of the list that something else holds, with the protocol that is taken. */
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

/** Nothing is bound to this UDP port on 127.0.0.1. */
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

/** One line a port: who needs it, and the command that moves it. */
export function describeTakenPort(taken: RequiredPort & { protocol: "TCP" | "UDP" }): string {
  const suggestion = taken.port < 65_000 ? taken.port + 100 : taken.port - 100;
  return (
    `${taken.protocol} port ${taken.port}, for ${taken.purpose}, is taken. ` +
    `Stop what holds it, or move it: ${taken.name}=${suggestion} npm start`
  );
}
