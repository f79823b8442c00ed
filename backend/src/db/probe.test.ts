import { createServer } from "node:net";
import type { Socket } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFreePort } from "../testing/free-port.ts";
import { createEmbeddedPostgres } from "./embedded.ts";
import type { EmbeddedPostgres } from "./embedded.ts";
import { findDatabaseProblem } from "./probe.ts";

let postgres: EmbeddedPostgres;
beforeAll(async () => {
  postgres = await createEmbeddedPostgres({ directory: undefined, port: 0 });
});
afterAll(() => postgres.close());

test("a database that can be used has no problem", async () => {
  expect(await findDatabaseProblem(`postgres://postgres@127.0.0.1:${postgres.port}/cruddur`)).toBeUndefined();
});

test("a port on which nothing listens is named", async () => {
  const port = await findFreePort();
  expect(await findDatabaseProblem(`postgres://u:secret@127.0.0.1:${port}/cruddur`)).toBe(
    `nothing listens on 127.0.0.1:${port}. Start that Postgres, or correct the address.`,
  );
});

test("a host that is not known is named", async () => {
  expect(await findDatabaseProblem("postgres://u:secret@no-such-host.invalid/cruddur")).toBe(
    "the host no-such-host.invalid is not known. Correct the address.",
  );
});

test.each([
  ["28P01", 'password authentication failed for user "u"', /refuses the user.*Correct user and password/],
  ["3D000", 'database "cruddur" does not exist', /has no such database.*Create it/],
  ["57P03", "the database system is starting up", /is not ready.*Try again/],
  ["XX000", "out of luck", /cannot be used: out of luck/],
])("what Postgres itself refuses with %s is told, without the password", async (state, message, said) => {
  const server = createServer((socket) => refuse(socket, state, message)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const problem = await findDatabaseProblem(`postgres://u:secret@127.0.0.1:${port}/cruddur`);
  expect(problem).toMatch(said);
  expect(problem).toContain(`127.0.0.1:${port}`);
  expect(problem).not.toContain("secret");
  server.close();
});

test("a server that says nothing is given up", async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(await findDatabaseProblem(`postgres://u@127.0.0.1:${port}/cruddur`, 50)).toMatch(/timeout/);
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** An ErrorResponse of the protocol (PostgreSQL, "Message formats"): `E`, length, fields of a letter and a text, 0. */
function refuse(socket: Socket, state: string, message: string): void {
  socket.on("error", () => undefined);
  socket.once("data", () => {
    const fields = Buffer.from(`SFATAL\0C${state}\0M${message}\0\0`);
    const head = Buffer.alloc(5);
    head.write("E");
    head.writeUInt32BE(fields.length + 4, 1);
    socket.end(Buffer.concat([head, fields]));
  });
}

test("a database of RDS is asked over TLS, and one without is told", async () => {
  // What a Postgres without TLS answers to SSLRequest.
  const server = createServer((socket) => socket.on("data", () => socket.write("N"))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const url = `postgres://u:secret@127.0.0.1:${port}/cruddur`;
  expect(await findDatabaseProblem(url, undefined, "rds")).toBe(
    `127.0.0.1:${port} cannot be used: The server does not support SSL connections.`,
  );
  server.close();
});
