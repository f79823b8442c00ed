import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { describeTakenPorts, findTakenPorts, moveToFree } from "./free-ports.ts";
import type { RequiredPort } from "./settings.ts";

it("finds a TCP port that is taken, and names the setting that moves it", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const required: RequiredPort = { name: "BACKEND_PORT", port, protocols: ["TCP"], purpose: "the API" };
  const taken = await findTakenPorts([required]);
  const moved = await moveToFree([required]);
  server.close();
  expect(describeTakenPorts(taken, moved, "npm start")).toMatch(
    new RegExp(`^TCP port ${port}, for the API, is taken\\..*BACKEND_PORT=\\d+ npm start$`),
  );
});

it("tells a taken UDP port from a free TCP port of the same number", async () => {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  const required = {
    name: "XRAY_DAEMON_PORT",
    port,
    protocols: ["TCP", "UDP"] as const,
    purpose: "segments",
  };
  const taken = await findTakenPorts([required]);
  socket.close();
  expect(taken.map((each) => each.protocol)).toEqual(["UDP"]);
});

it("finds nothing when all are free", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  expect(await findTakenPorts([{ name: "X", port, protocols: ["TCP", "UDP"], purpose: "x" }])).toEqual([]);
});

it("moves a set of ports together, to where nothing holds any of them and nothing else is needed", async () => {
  const base = await findFreeRange();
  const server = createServer().listen(base + 101, "127.0.0.1");
  await once(server, "listening");
  const make = (name: string, port: number): RequiredPort => ({
    name,
    port,
    protocols: ["TCP"],
    purpose: name,
  });
  const moved = await moveToFree(
    [make("A_PORT", base), make("B_PORT", base + 1)],
    [make("C_PORT", base + 200)],
  );
  server.close();
  expect(moved.map(({ name, port }) => [name, port])).toEqual([
    ["A_PORT", base + 300],
    ["B_PORT", base + 301],
  ]);
});

it("gives one command for all that is taken", () => {
  const taken = [
    { name: "BACKEND_PORT", port: 5000, protocols: ["TCP"], protocol: "TCP", purpose: "the API" },
    { name: "XRAY_DAEMON_PORT", port: 2000, protocols: ["TCP", "UDP"], protocol: "TCP", purpose: "segments" },
    { name: "XRAY_DAEMON_PORT", port: 2000, protocols: ["TCP", "UDP"], protocol: "UDP", purpose: "segments" },
  ] as const;
  const moved = [
    { ...taken[0], port: 5100 },
    { ...taken[1], port: 2100 },
  ];
  expect(describeTakenPorts(taken, moved, "npm run dev").split("\n")).toEqual([
    "TCP port 5000, for the API, is taken.",
    "TCP port 2000, for segments, is taken.",
    "UDP port 2000, for segments, is taken.",
    "Stop what holds them, or move them: BACKEND_PORT=5100 XRAY_DAEMON_PORT=2100 npm run dev",
  ]);
});

/** A port with nothing on it, nor on those some hundreds further. */
async function findFreeRange(): Promise<number> {
  for (let base = 31_000; ; base += 1_000) {
    const around = [0, 1, 100, 101, 200, 201, 300, 301].map((offset) => ({
      name: "X",
      port: base + offset,
      protocols: ["TCP"] as const,
      purpose: "x",
    }));
    if ((await findTakenPorts(around)).length === 0) return base;
  }
}
