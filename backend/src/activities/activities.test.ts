import type { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { prepareDatabase } from "../db/prepare.ts";
import { identifyDeveloper } from "../http/identity.ts";
import { makeDatabase, silentLogger } from "../testing/database.ts";
import type { TestDatabase } from "../testing/database.ts";
import { listen } from "../testing/listen.ts";
import type { TestServer } from "../testing/listen.ts";
import { postgresKinds } from "../testing/postgres.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import { noTracing } from "../tracing/tracing.ts";
import type { Activity } from "./schema.ts";

const ISO_WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;
const HOUR_MS = 3_600_000;

/** Who wrote the seeded cruds, the newest first; the seventh is "Cloud is fun!". */
const SEEDED =
  "garek bayko londo altbrown worf garek andrewbrown bayko londo altbrown andrewbrown worf".split(" ");

describe.each(postgresKinds())("GET /api/activities/home on $label", ({ start }) => {
  let postgres: TestPostgres;
  let app: TestDatabase;
  let pool: Pool;
  let server: TestServer;
  beforeAll(async () => {
    postgres = await start();
    app = makeDatabase(postgres.url);
    pool = app.pool;
    await app.database.prepared;
    server = await listen(
      createApp({
        database: app.database,
        tracing: noTracing,
        identify: identifyDeveloper,
        logger: silentLogger,
        frontendOrigin: "http://localhost:3000",
      }),
    );
  });
  afterAll(async () => {
    await server.close();
    await app.database.close();
    await postgres.close();
  });
  beforeEach(async () => {
    await pool.query("truncate activities cascade");
    await prepareAgain();
  });

  async function prepareAgain(): Promise<void> {
    const client = await pool.connect();
    await prepareDatabase(client, silentLogger);
    client.release();
  }

  async function home(query = ""): Promise<Activity[]> {
    const answer = await fetch(`${server.url}/api/activities/home${query}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Activity[];
  }

  test("gives the seeded cruds, newest first", async () => {
    const cruds = await home();
    expect(cruds.map((crud) => crud.handle)).toEqual(SEEDED);
    const hoursLeft = cruds.map((crud) => Math.round((Date.parse(crud.expires_at) - Date.now()) / HOUR_MS));
    expect(hoursLeft).toEqual([11, 10, 72, 15, 144, 120, 120, 96, 240, 480, 576, 552]);
  });

  test("gives each crud with its author, its counts and its replies", async () => {
    const crud = (await home()).find((candidate) => candidate.message === "Cloud is fun!");
    const time = expect.stringMatching(ISO_WITH_OFFSET);
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(crud).toEqual({
      uuid,
      display_name: "Andrew Brown",
      handle: "andrewbrown",
      message: "Cloud is fun!",
      replies_count: 1,
      reposts_count: 0,
      likes_count: 5,
      liked: false,
      reposted: false,
      created_at: time,
      expires_at: time,
      replies: [
        {
          uuid,
          reply_to_activity_uuid: crud?.uuid,
          display_name: "Worf",
          handle: "worf",
          message: expect.any(String),
          replies_count: 0,
          reposts_count: 0,
          likes_count: 0,
          liked: false,
          reposted: false,
          created_at: time,
        },
      ],
    });
  });

  test("leaves out what has expired, with its replies", async () => {
    await pool.query("update activities set expires_at = now() where likes_count = 5");
    const withoutCloud = SEEDED.filter((_handle, index) => index !== 6);
    expect((await home()).map((crud) => crud.handle)).toEqual(withoutCloud);
  });

  test("gives the replies of a crud in the order in which they were written", async () => {
    await pool.query(`
      insert into activities (user_uuid, message, reply_to_activity_uuid, created_at)
      select users.uuid, 'reply ' || minutes, crud.uuid, crud.created_at + make_interval(mins => minutes)
      from users, activities as crud, unnest(array[3, 1, 2]) as minutes
      where users.handle = 'bayko' and crud.message = 'Cloud is fun!'`);
    const crud = (await home()).find((candidate) => candidate.message === "Cloud is fun!");
    expect(crud?.replies.map((reply) => reply.message).slice(0, 3)).toEqual([
      "reply 1",
      "reply 2",
      "reply 3",
    ]);
  });

  test("gives as many cruds as asked for, and 20 when nobody asks", async () => {
    await pool.query(`
      insert into activities (user_uuid, message, created_at, expires_at)
      select users.uuid, 'crud ' || age, now() - make_interval(mins => age), now() + interval '1 day'
      from users, generate_series(1, 25) as age where users.handle = 'londo'`);
    expect(await home()).toHaveLength(20);
    expect((await home("?limit=2")).map((crud) => crud.message)).toEqual(["crud 1", "crud 2"]);
    expect(await home("?limit=100")).toHaveLength(37);
  });

  test("gives an empty list when everything has burned down", async () => {
    await pool.query("truncate activities cascade");
    expect(await home()).toEqual([]);
  });

  test("preparing again changes nothing that is alive, and lights again what has burned down", async () => {
    const before = await home();
    await prepareAgain();
    expect(await home()).toEqual(before);
    await pool.query(
      "update activities set expires_at = now() - interval '1 day' where expires_at is not null",
    );
    await prepareAgain();
    const relit = await home();
    expect(relit.map((crud) => crud.uuid)).toEqual(before.map((crud) => crud.uuid));
    expect(relit.flatMap((crud) => crud.replies)).toHaveLength(1);
  });

  test("a hundred requests at once are all answered in full", async () => {
    const expected = JSON.stringify(await home());
    const answers = await Promise.all(Array.from({ length: 100 }, () => home()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([expected]));
  });
});
