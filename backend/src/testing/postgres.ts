import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { createEmbeddedPostgres } from "../db/embedded.ts";

export interface TestPostgres {
  url: string;
  close: () => Promise<void>;
}

interface PostgresKind {
  label: string;
  start: () => Promise<TestPostgres>;
}

/** The databases that tests run on: the embedded one, and a Postgres server too where DATABASE_URL_TEST names one. */
export function postgresKinds(): readonly PostgresKind[] {
  const embedded: PostgresKind = { label: "the embedded Postgres", start: startEmbedded };
  const url = process.env["DATABASE_URL_TEST"];
  if (!url) return [embedded];
  return [embedded, { label: "a Postgres server", start: () => startOnServer(url) }];
}

async function startEmbedded(): Promise<TestPostgres> {
  const postgres = await createEmbeddedPostgres({ directory: undefined, port: 0 });
  return { url: `postgresql://postgres@127.0.0.1:${postgres.port}/cruddur`, close: () => postgres.close() };
}

/** A database of its own on the server, dropped at the end. */
export async function startOnServer(url: string): Promise<TestPostgres> {
  const name = `cruddur_test_${randomBytes(6).toString("hex")}`;
  await runOn(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, close: () => runOn(url, `drop database ${name} with (force)`) };
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}
