import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const EMBEDDED_DATABASE = "cruddur";

export interface EmbeddedPostgres {
  port: number;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the data; `undefined`: in memory. */
  directory: string | undefined;
  /** TCP port on 127.0.0.1; 0: any free one. */
  port: number;
}

/** Postgres (PGlite) behind a socket, with the database `cruddur`. Rejects with EADDRINUSE when the port is taken. */
export async function createEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await refuseTakenPort(options.port);
  if (options.directory) await mkdir(options.directory, { recursive: true });
  const db = await openDatabase(options.directory);
  // More than one, so that a psql can look in beside the API.
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

/** Before anything is opened: PGlite's server listens last. */
async function refuseTakenPort(port: number): Promise<void> {
  const probe = createServer();
  probe.listen(port, "127.0.0.1");
  await once(probe, "listening");
  probe.close();
  await once(probe, "close");
}

/** Opens the database `cruddur`, made from within `postgres` where a new data folder has not got it yet. */
async function openDatabase(directory: string | undefined): Promise<PGlite> {
  // In memory nothing outlives a second opening; clients may still call the database what they like.
  if (!directory) return PGlite.create();
  const initial = await PGlite.create({ dataDir: directory });
  const { rows } = await initial.query("select from pg_database where datname = $1", [EMBEDDED_DATABASE]);
  if (rows.length === 0) await initial.exec(`create database ${EMBEDDED_DATABASE}`);
  await initial.close();
  return PGlite.create({ dataDir: directory, database: EMBEDDED_DATABASE });
}
