import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeDatabase, silentLogger } from "../testing/database.ts";
import { statement } from "./statement.ts";
import { findFreePort } from "../testing/free-port.ts";
import { silentObserver } from "../tracing/tracing.ts";
import { createDatabase } from "./database.ts";
import { createEmbeddedPostgres } from "./embedded.ts";
import type { EmbeddedPostgres } from "./embedded.ts";
import { createPool } from "./pool.ts";

const COUNT_USERS = statement("count-users", "select count(*)::int as users from users");

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "database-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("a database that comes and goes", () => {
  test("is prepared when it comes, keeps its data, and is used again after it was gone", async () => {
    const port = await findFreePort();
    const { database } = makeDatabase(urlOf(port), 20);
    await expect(database.query(COUNT_USERS)).rejects.toMatchObject({ code: "database_unavailable" });

    const first = await createEmbeddedPostgres({ directory, port });
    await database.prepared;
    expect(await database.query(COUNT_USERS)).toEqual([{ users: 6 }]);

    await first.close();
    await expect(database.query(COUNT_USERS)).rejects.toMatchObject({ code: "database_unavailable" });

    const second = await createEmbeddedPostgres({ directory, port });
    expect(await database.query(COUNT_USERS)).toEqual([{ users: 6 }]);
    await second.close();

    // In its place comes an empty one, as where somebody deleted the data.
    const third = await createEmbeddedPostgres({ directory: undefined, port });
    await expect(database.query(COUNT_USERS)).rejects.toMatchObject({ code: "database_unavailable" });
    expect(await database.query(COUNT_USERS)).toEqual([{ users: 6 }]);
    await database.close();
    await third.close();
  });
});

describe("a database that is there", () => {
  let postgres: EmbeddedPostgres;
  beforeAll(async () => {
    postgres = await createEmbeddedPostgres({ directory: undefined, port: 0 });
  });
  afterAll(() => postgres.close());

  test("may take its time to be prepared: statements wait for that", async () => {
    const { database } = makeDatabase(urlOf(postgres.port));
    expect(await database.query(COUNT_USERS)).toEqual([{ users: 6 }]);
    await database.close();
  });

  test("is tried again when a migration fails", async () => {
    let attempts = 0;
    const database = createDatabase({
      pool: createPool({ url: urlOf(postgres.port), embedded: true, poolSize: 1 }, silentLogger),
      observer: silentObserver,
      logger: silentLogger,
      retryMs: 5,
      prepare: async (client) => {
        attempts += 1;
        if (attempts < 3) await client.query("begin; select * from missing");
      },
    });
    await database.prepared;
    expect(attempts).toBe(3);
    expect(await database.query(statement("one", "select 1 as n"))).toEqual([{ n: 1 }]);
    await database.close();
  });

  test("that refuses a password which it took before has that told", async () => {
    let told = 0;
    let isChanged = false;
    const pool = createPool({ url: urlOf(postgres.port), embedded: true, poolSize: 1 }, silentLogger);
    const connect = pool.connect.bind(pool);
    pool.connect = (async () => {
      if (isChanged) throw Object.assign(new Error("password authentication failed"), { code: "28P01" });
      return connect();
    }) as typeof pool.connect;
    const database = createDatabase({
      pool,
      observer: silentObserver,
      logger: silentLogger,
      prepare: async () => undefined,
      onPasswordChanged: () => (told += 1),
    });
    await database.prepared;
    await database.query(statement("one", "select 1 as n"));
    expect(told).toBe(0);
    isChanged = true;
    await expect(database.query(statement("one", "select 1 as n"))).rejects.toMatchObject({
      code: "database_unavailable",
    });
    expect(told).toBe(1);
    await database.close();
  });

  test("keeps its port: another one there fails with EADDRINUSE and opens nothing", async () => {
    const inner = join(directory, "data");
    const attempt = createEmbeddedPostgres({ directory: inner, port: postgres.port });
    await expect(attempt).rejects.toMatchObject({ code: "EADDRINUSE" });
    expect(existsSync(inner)).toBe(false);
  });
});

function urlOf(port: number): string {
  return `postgresql://postgres@127.0.0.1:${port}/cruddur`;
}
