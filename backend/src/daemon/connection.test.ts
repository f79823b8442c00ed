import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { once } from "node:events";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createConnection } from "./connection.ts";
import type { Connection, Resolve } from "./connection.ts";

const told: string[] = [];
const logger = pino(
  { level: "info" },
  { write: (line: string) => void told.push((JSON.parse(line) as { msg: string }).msg) },
);

const open: { close(): unknown }[] = [];
beforeEach(() => {
  told.length = 0;
  // Pauses pass when a test says so; sockets are real.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  vi.useRealTimers();
});

interface Receiver {
  port: number;
  /** The next datagram that has not been taken. */
  next(): Promise<string>;
}

async function receive(ip = "127.0.0.1", port = 0): Promise<Receiver & { close(): Promise<void> }> {
  const socket: Socket = createSocket("udp4").bind(port, ip);
  await once(socket, "listening");
  const received: string[] = [];
  const arrivals = new EventTarget();
  socket.on("message", (bytes) => {
    received.push(bytes.toString());
    arrivals.dispatchEvent(new Event("arrival"));
  });
  return {
    port: socket.address().port,
    async next() {
      while (received.length === 0) await once(arrivals, "arrival");
      return received.shift() ?? "";
    },
    async close() {
      socket.close();
      await once(socket, "close");
    },
  };
}

function connect(host: string, port: number, resolve?: Resolve): Connection {
  const connection = createConnection({ host, port }, logger, resolve);
  open.push(connection);
  return connection;
}

const send = (connection: Connection, ...texts: string[]) =>
  connection.send(texts.map((text) => Buffer.from(text)));

function notFound(): Promise<never> {
  return Promise.reject(Object.assign(new Error("getaddrinfo ENOTFOUND daemon"), { code: "ENOTFOUND" }));
}

/** Lets pauses pass until `isDone`. */
async function passUntil(isDone: () => boolean): Promise<void> {
  while (!isDone()) await vi.advanceTimersByTimeAsync(1_000);
}

test("what is sent while a name does not resolve leaves when it does, and the log tells both once", async () => {
  const daemon = await receive();
  open.push(daemon);
  let resolve: Resolve = vi.fn(notFound);
  const connection = connect("daemon", daemon.port, (host) => resolve(host));
  send(connection, "early");
  await passUntil(() => vi.mocked(resolve).mock.calls.length > 2);
  resolve = async () => "127.0.0.1";
  await passUntil(() => told.length > 1);
  expect(await daemon.next()).toBe("early");
  send(connection, "late");
  expect(await daemon.next()).toBe("late");
  const place = `the X-Ray daemon at daemon:${daemon.port}`;
  expect(told).toEqual([
    `Segments do not reach ${place}: the name daemon does not resolve`,
    `Segments go to the X-Ray daemon at 127.0.0.1:${daemon.port} again`,
  ]);
});

test("of what waits too long the latest is kept, and leaves a few at a time", async () => {
  const daemon = await receive();
  open.push(daemon);
  let resolve: Resolve = notFound;
  const connection = connect("daemon", daemon.port, (host) => resolve(host));
  for (let index = 0; index < 300; index += 1) send(connection, String(index));
  resolve = async () => "127.0.0.1";
  await passUntil(() => told.length > 1);
  const received: string[] = [];
  for (let index = 0; index < 256; index += 1) {
    await vi.advanceTimersByTimeAsync(10);
    received.push(await daemon.next());
  }
  expect(received[0]).toBe("44");
  expect(received.at(-1)).toBe("299");
});

test("a daemon that moves is found at its new address, and one whose name is gone stays where it was", async () => {
  const first = await receive();
  open.push(first);
  const second = await receive("127.0.0.2", first.port);
  open.push(second);
  let resolve: Resolve = async () => "127.0.0.1";
  const connection = connect("daemon", first.port, (host) => resolve(host));
  send(connection, "one");
  expect(await first.next()).toBe("one");
  resolve = vi.fn(notFound);
  await passUntil(() => vi.mocked(resolve).mock.calls.length > 1);
  send(connection, "two");
  expect(await first.next()).toBe("two");
  resolve = vi.fn(async () => "127.0.0.2");
  await passUntil(() => told.length > 1);
  send(connection, "three");
  expect(await second.next()).toBe("three");
});

test.each([1, 2, 3, 32])("that nobody listens is told of datagrams that leave by %i", async (count) => {
  const gone = await receive();
  const connection = connect("127.0.0.1", gone.port);
  send(connection, "first");
  await gone.next();
  await gone.close();
  await expect
    .poll(() => {
      send(connection, ...Array.from({ length: count }, (_, index) => String(index)));
      return told;
    })
    .toEqual([`Segments do not reach the X-Ray daemon at 127.0.0.1:${gone.port}: nobody listens there`]);
});

test("that nobody listens is told once, and what is sent afterwards arrives", async () => {
  const first = await receive();
  const { port } = first;
  await first.close();
  const connection = connect("127.0.0.1", port);
  while (told.length === 0) {
    send(connection, "lost");
    await new Promise((resolve) => setImmediate(resolve));
  }
  send(connection, "lost too");
  expect(told).toEqual([`Segments do not reach the X-Ray daemon at 127.0.0.1:${port}: nobody listens there`]);
  const second = await receive("127.0.0.1", port);
  open.push(second);
  // The kernel may hand the last refusal out with the next datagram.
  send(connection, "again");
  send(connection, "again");
  expect(await second.next()).toBe("again");
});

test("one that is too large is told and takes nothing else with it", async () => {
  const daemon = await receive();
  open.push(daemon);
  const connection = connect("127.0.0.1", daemon.port);
  send(connection, "before");
  expect(await daemon.next()).toBe("before");
  connection.send([Buffer.from("small"), Buffer.alloc(70_000), Buffer.from("also small")]);
  expect([await daemon.next(), await daemon.next()]).toEqual(["small", "also small"]);
  send(connection, "after");
  expect(await daemon.next()).toBe("after");
  expect(told).toEqual([expect.stringContaining("too large for a datagram")]);
});

test("closing sends what waits, and does not wait for a name that takes for ever", async () => {
  const daemon = await receive();
  open.push(daemon);
  const connection = createConnection({ host: "127.0.0.1", port: daemon.port }, logger);
  send(connection, "last");
  await connection.close();
  expect(await daemon.next()).toBe("last");
  const hanging = createConnection({ host: "daemon", port: 1 }, logger, () => new Promise(() => undefined));
  send(hanging, "lost");
  const closed = hanging.close();
  await vi.advanceTimersByTimeAsync(2_000);
  await closed;
  send(hanging, "after its end");
});
