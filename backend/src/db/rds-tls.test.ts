import { X509Certificate } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createPool } from "./pool.ts";
import { rdsTls } from "./rds-tls.ts";

test("trusts the authorities that RDS signs with in the Regions", () => {
  const { ca } = rdsTls;
  const subjects = (Array.isArray(ca) ? ca : [])
    .map((pem) => new X509Certificate(String(pem)).subject)
    .join("\n");
  for (const region of ["us-east-1", "eu-central-1", "ap-southeast-2"])
    expect(subjects).toContain(`Amazon RDS ${region} Root CA RSA2048 G1`);
});

test("a pool with it sends nothing to a server without TLS", async () => {
  const received: string[] = [];
  const server = createServer((socket) => {
    // What a Postgres without TLS answers to SSLRequest.
    socket.on("data", (data) => {
      received.push(String(data));
      socket.write("N");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `postgresql://cruddur:secret@127.0.0.1:${port}/cruddur`;
  const pool = createPool({ url, embedded: false, poolSize: 1 }, pino({ level: "silent" }), rdsTls);
  await expect(pool.query("select 1")).rejects.toThrow(/does not support SSL/);
  await pool.end();
  server.close();
  expect(received.join("")).not.toContain("cruddur");
});
