import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const EMBEDDED_DATABASE = "cruddur";

export interface EmbeddedPostgres {
  port: number;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The folder of the data; `undefined` for in memory. */
  directory: string | undefined;
  /** TCP port on 127.0.0.1; 0 picks a free one. */
  port: number;
}

/** Postgres (PGlite) behind a socket, with the database `cruddur`. Rejects with EADDRINUSE when the port is in use. */
export async function createEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await refuseTakenPort(options.port);
  const db = await openDatabase(options.directory);
  // More than one, so that psql can be used beside the API.
  const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port: options.port, maxConnections: 10 });
  try {
    await server.start();
  } catch (error) {
    await db.close();
    throw error;
  }
  return {
    port: Number(server.getServerConn().split(":")[1]),
    async close() {
      await server.stop();
      await db.close();
    },
  };
}

/** Checked before anything is opened, because PGlite's server listens last. */
async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, "127.0.0.1");
  await once(probe, "listening");
  probe.close();
  await once(probe, "close");
}

async function openDatabase(directory: string | undefined): Promise<PGlite> {
  // In memory the data would not survive a second opening, so there is no database to create.
  if (!directory) return PGlite.create();
  if (!existsSync(join(directory, "PG_VERSION"))) await initialize(directory);
  return PGlite.create({ dataDir: directory, database: EMBEDDED_DATABASE });
}

/**
 * Creates the data beside its place, and moves it there when it is complete: an interrupted start leaves nothing
 * incomplete.
 */
async function initialize(directory: string): Promise<void> {
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const db = await PGlite.create({ dataDir: draft });
  await db.exec(`create database ${EMBEDDED_DATABASE}`);
  await db.close();
  await rename(draft, directory);
}
