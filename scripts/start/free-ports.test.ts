import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "vitest";
import { describeTakenPort, findTakenPorts } from "./free-ports.ts";

it("finds a TCP port that is taken, and names the setting that moves it", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const taken = await findTakenPorts([
    { name: "BACKEND_PORT", port, protocols: ["TCP"], purpose: "the API" },
  ]);
  server.close();
  expect(taken.map(describeTakenPort)).toEqual([
    expect.stringMatching(
      new RegExp(`^TCP port ${port}, for the API, is taken\\..*BACKEND_PORT=\\d+ npm start$`),
    ),
  ]);
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
