import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Activity } from "./activities/schema.ts";
import { FRONTEND_ORIGIN, makeApi } from "./testing/api.ts";
import type { TestApi } from "./testing/api.ts";
import { postgresKinds } from "./testing/postgres.ts";
import type { TestPostgres } from "./testing/postgres.ts";

const CLOUD = "c0b1a5e0-0000-4000-8000-000000000001";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

describe.each(postgresKinds())("bad input of the API on $label", ({ start }) => {
  let postgres: TestPostgres;
  let api: TestApi;
  beforeAll(async () => {
    postgres = await start();
    api = await makeApi(postgres);
  });
  afterAll(async () => {
    await api.close();
    await postgres.close();
  });

  async function write(message: string, as = "andrewbrown", ttl = "1-hour"): Promise<Activity> {
    const answer = await api.send("POST", "/api/activities", { body: { message, ttl }, as });
    expect(answer.status).toBe(201);
    return answer.body as Activity;
  }

  const long = (length: number) => "ü".repeat(length);
  const crud = { message: "x", ttl: "1-day" };
  test.each<[string, string, string, unknown, string[]]>([
    ["no members", "POST", "/api/activities", {}, ["message_blank", "ttl_blank"]],
    ["no object", "POST", "/api/activities", [1], ["message_blank", "ttl_blank"]],
    ["blanks", "POST", "/api/activities", { ...crud, message: " \n\t " }, ["message_blank"]],
    ["NUL alone", "POST", "/api/activities", { ...crud, message: "\0\0" }, ["message_blank"]],
    ["a number", "POST", "/api/activities", { ...crud, message: 5 }, ["message_blank"]],
    ["an object", "POST", "/api/activities", { ...crud, message: { $gt: "" } }, ["message_blank"]],
    [
      "281 characters",
      "POST",
      "/api/activities",
      { ...crud, message: long(281) },
      ["message_exceed_max_chars"],
    ],
    ["no ttl", "POST", "/api/activities", { message: "x" }, ["ttl_blank"]],
    ["another ttl", "POST", "/api/activities", { ...crud, ttl: "1 century" }, ["ttl_blank"]],
    ["a ttl of the prototype", "POST", "/api/activities", { ...crud, ttl: "constructor" }, ["ttl_blank"]],
    ["no reply", "POST", `/api/activities/${CLOUD}/reply`, {}, ["message_blank"]],
    [
      "a long reply",
      "POST",
      `/api/activities/${CLOUD}/reply`,
      { message: long(1_025) },
      ["message_exceed_max_chars"],
    ],
    ["no message", "POST", "/api/messages", {}, ["message_blank", "user_receiver_handle_blank"]],
    [
      "a long message",
      "POST",
      "/api/messages",
      { message: long(1_025), user_receiver_handle: "worf" },
      ["message_exceed_max_chars"],
    ],
    [
      "a message to oneself",
      "POST",
      "/api/messages",
      { message: "x", user_receiver_handle: "andrewbrown" },
      ["user_receiver_handle_self"],
    ],
    ["a blank name", "POST", "/api/profile/update", { display_name: " " }, ["display_name_blank"]],
    [
      "a long name",
      "POST",
      "/api/profile/update",
      { display_name: long(51) },
      ["display_name_exceed_max_chars"],
    ],
    ["a long bio", "POST", "/api/profile/update", { bio: long(281) }, ["bio_exceed_max_chars"]],
    ["a bio of another type", "POST", "/api/profile/update", { bio: 1 }, ["bio_invalid"]],
    ["no identity", "PUT", "/api/session", {}, ["user_handle_blank"]],
    ["no term", "GET", "/api/activities/search", undefined, ["search_term_blank"]],
    ["a blank term", "GET", "/api/activities/search?term=%20%00", undefined, ["search_term_blank"]],
    ["two terms", "GET", "/api/activities/search?term=a&term=b", undefined, ["search_term_blank"]],
    [
      "a long term",
      "GET",
      `/api/activities/search?term=${"x".repeat(101)}`,
      undefined,
      ["search_term_exceed_max_chars"],
    ],
    ["no handle", "GET", "/api/activities/@", undefined, ["blank_user_handle"]],
    ["a blank handle", "GET", "/api/activities/@%20", undefined, ["blank_user_handle"]],
    ["nobody to write with", "GET", "/api/messages/@", undefined, ["blank_user_handle"]],
    ["nobody in short", "GET", "/api/users/@/short", undefined, ["blank_user_handle"]],
  ])("%s: %s %s answers 422", async (_what, method, path, body, codes) => {
    expect(await api.send(method, path, { body })).toMatchObject({ status: 422, body: codes });
  });

  test.each([
    ["GET", "/api/activities/@nobody", "user_not_found"],
    ["GET", "/api/activities/@no%00body", "user_not_found"],
    ["GET", `/api/activities/@${"x".repeat(5_000)}`, "user_not_found"],
    ["GET", `/api/activities/@worf';drop table users;--`, "user_not_found"],
    ["GET", "/api/users/@nobody/short", "user_not_found"],
    ["GET", "/api/messages/@nobody", "user_not_found"],
    ["GET", `/api/activities/${NOWHERE}`, "activity_not_found"],
    ["GET", "/api/activities/1", "activity_not_found"],
    ["GET", `/api/activities/@worf/status/${NOWHERE}`, "activity_not_found"],
    ["GET", "/api/activities/@worf/status/x", "activity_not_found"],
    ["POST", `/api/activities/${NOWHERE}/like`, "activity_not_found"],
    ["DELETE", "/api/activities/x/repost", "activity_not_found"],
    ["GET", "/api/nothing", "not_found"],
    // As in production.
    ["GET", "/api/scenarios", "not_found"],
    ["DELETE", "/api/activities/home", "not_found"],
  ])("%s %s answers 404 %s", async (method, path, code) => {
    expect(await api.send(method, path)).toMatchObject({ status: 404, body: { error: { code } } });
  });

  test.each([
    ["PUT", "/api/session", { handle: "nobody" }],
    ["PUT", "/api/session", { handle: "a\r\nSet-Cookie: x=y" }],
    ["POST", "/api/messages", { message: "x", user_receiver_handle: "nobody" }],
  ])("%s %s with %j answers 404 user_not_found", async (method, path, body) => {
    expect(await api.send(method, path, { body })).toMatchObject({
      status: 404,
      body: { error: { code: "user_not_found" } },
    });
  });

  test.each([
    ["", "user_handle_blank"],
    ["' or 1=1 --", "user_handle_blank"],
    ["nobody", "user_handle_unknown"],
  ])("whoever says to be %j may write nothing and breaks nothing", async (as, code) => {
    const writes: [string, string, unknown][] = [
      ["POST", "/api/activities", crud],
      ["POST", `/api/activities/${CLOUD}/reply`, { message: "x" }],
      ["POST", `/api/activities/${CLOUD}/like`, undefined],
      ["DELETE", `/api/activities/${CLOUD}/repost`, undefined],
      ["POST", "/api/messages", { message: "x", user_receiver_handle: "worf" }],
      ["POST", "/api/profile/update", { bio: "x" }],
    ];
    for (const [method, path, body] of writes) {
      expect(await api.send(method, path, { body, as })).toMatchObject({ status: 422, body: [code] });
    }
    expect((await api.get("/api/activities/home", as)).status).toBe(200);
    expect((await api.get("/api/session", as)).body).toMatchObject({ user: null });
  });

  test.each([
    ["SQL", "'); drop table activities; --"],
    ["script", '<script>alert("1")</script><img src=x onerror=alert(1)>'],
    ["placeholders", "$1 $2 %s {0} ${x} \\"],
    ["280 characters of four bytes", "😀".repeat(280)],
    ["half a character", "\ud800 half"],
    ["writing from the right", "\u202Eright"],
  ])("%s in a text is text", async (_what, message) => {
    const written = await write(message);
    expect(written.message).toBe(message.toWellFormed());
    const term = message.toWellFormed().slice(0, 40);
    const found = await api.get(`/api/activities/search?term=${encodeURIComponent(term)}`);
    expect(JSON.stringify(found.body)).toContain(written.uuid);
    expect(found.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test.each([
    ["POST", "/api/activities", 422],
    ["POST", `/api/activities/${CLOUD}/reply`, 422],
    ["POST", "/api/messages", 422],
    ["POST", "/api/profile/update", 200],
    ["PUT", "/api/session", 422],
  ])("%s %s refuses broken JSON and 10 MB, and lives", async (method, path, withoutFields) => {
    expect(await api.send(method, path, { body: '{"message":' })).toMatchObject({
      status: 400,
      body: { error: { code: "entity_parse_failed" } },
    });
    const huge = `{"message":"${"x".repeat(10_000_000)}"}`;
    expect(await api.send(method, path, { body: huge })).toMatchObject({
      status: 413,
      body: { error: { code: "entity_too_large" } },
    });
    const other = await api.send(method, path, {
      body: "message=x",
      headers: { "Content-Type": "text/plain" },
    });
    expect(other.status).toBe(withoutFields);
    expect((await api.get("/api/activities/home")).status).toBe(200);
  });

  test("pages of other origins may not write, the front end's and programs may", async () => {
    const statusOf = async (origin: string) =>
      (await api.send("POST", `/api/activities/${CLOUD}/repost`, { headers: { Origin: origin } })).status;
    const origins = [
      FRONTEND_ORIGIN,
      "http://127.0.0.1:3000",
      "http://localhost:3001",
      "https://evil.example",
      "null",
    ];
    expect(await Promise.all(origins.map(statusOf))).toEqual([200, 200, 403, 403, 403]);
    await api.send("DELETE", `/api/activities/${CLOUD}/repost`);
  });
});
