import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Activity, Notification, Reactions, Reply } from "./activities/schema.ts";
import type { Message, MessageGroup } from "./messages/schema.ts";
import { makeApi } from "./testing/api.ts";
import type { TestApi } from "./testing/api.ts";
import { postgresKinds } from "./testing/postgres.ts";
import type { TestPostgres } from "./testing/postgres.ts";
import type { Profile, UserShort } from "./users/schema.ts";

const CLOUD = "c0b1a5e0-0000-4000-8000-000000000001";
const WORFS_REPLY = "c0b1a5e0-0000-4000-8000-000000000004";
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe.each(postgresKinds())("the API on $label", ({ start }) => {
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

  async function react(method: string, uuid: string, reaction: string, as: string): Promise<Reactions> {
    const answer = await api.send(method, `/api/activities/${uuid}/${reaction}`, { as });
    expect(answer.status).toBe(200);
    return answer.body as Reactions;
  }

  describe("cruds", () => {
    test.each([
      ["30-days", 720],
      ["7-days", 168],
      ["3-days", 72],
      ["1-day", 24],
      ["12-hours", 12],
      ["3-hours", 3],
      ["1-hour", 1],
    ])("with a time to live of %s live %d hours", async (ttl, hours) => {
      const crud = await write("Short of time", "bayko", ttl);
      expect(crud).toMatchObject({ uuid: UUID, handle: "bayko", likes_count: 0, replies: [] });
      expect(Date.parse(crud.expires_at) - Date.parse(crud.created_at)).toBe(hours * 3_600_000);
    });

    test("stand first in the feed and on the page of who wrote them", async () => {
      const crud = await write("  Newest of all  ", "londo");
      expect(crud.message).toBe("Newest of all");
      const home = (await api.get("/api/activities/home")).body as Activity[];
      expect(home[0]).toEqual(crud);
      const page = (await api.get("/api/activities/@londo")).body as {
        profile: Profile;
        activities: Activity[];
      };
      expect(page.profile).toMatchObject({ handle: "londo", bio: expect.stringContaining("Ambassador") });
      expect(page.activities[0]).toEqual(crud);
      expect((await api.get("/api/activities/@LONDO")).body).toEqual(page);
    });

    test("that have expired are nowhere", async () => {
      const { uuid } = await write("Soon gone, zebra", "garek");
      const reply = await api.send("POST", `/api/activities/${uuid}/reply`, { body: { message: "Yes" } });
      await api.pool.query("update activities set expires_at = now() where uuid = $1", [uuid]);
      const paths = ["home", "@garek", "search?term=zebra"].map((path) => `/api/activities/${path}`);
      for (const path of paths) expect(JSON.stringify((await api.get(path)).body)).not.toContain(uuid);
      const gone = [uuid, (reply.body as Reply).uuid];
      for (const each of gone) {
        expect((await api.get(`/api/activities/${each}`)).status).toBe(404);
        for (const action of ["like", "repost"]) {
          expect((await api.send("POST", `/api/activities/${each}/${action}`)).status).toBe(404);
        }
        const late = await api.send("POST", `/api/activities/${each}/reply`, { body: { message: "Late" } });
        expect(late).toMatchObject({ status: 404, body: { error: { code: "activity_not_found" } } });
      }
    });

    test("have a page with their replies, oldest first; a reply to a reply joins them", async () => {
      const { uuid } = await write("Ask me", "worf");
      for (const message of ["One", "Two"]) {
        await api.send("POST", `/api/activities/${uuid}/reply`, { body: { message }, as: "garek" });
      }
      const page = (await api.get(`/api/activities/${uuid}`)).body as {
        activity: Activity;
        replies: Reply[];
      };
      expect(page.activity).toMatchObject({ uuid, replies_count: 2, replies: page.replies });
      expect(page.replies.map(({ message }) => message)).toEqual(["One", "Two"]);
      const [first] = page.replies;
      const third = await api.send("POST", `/api/activities/${first?.uuid}/reply`, {
        body: { message: "Three" },
      });
      expect(third).toMatchObject({
        status: 201,
        body: { reply_to_activity_uuid: uuid, handle: "andrewbrown" },
      });
      expect((await api.get(`/api/activities/@worf/status/${uuid}`)).body).toMatchObject({
        activity: { replies_count: 3 },
        replies: [{}, {}, { message: "Three" }],
      });
      expect((await api.get(`/api/activities/@garek/status/${uuid}`)).status).toBe(404);
      expect((await api.get(`/api/activities/${first?.uuid}`)).body).toEqual({
        activity: first,
        replies: [],
      });
    });

    test.each([
      ["a percent sign", "100%", "Only 100% counts", "Only 100 counts"],
      ["an underscore", "a_b", "Say a_b", "Say axb"],
      ["a backslash", "c:\\x", "In C:\\X it lies", "In C:X it lies"],
      ["another case", "ÜBER", "Mit über hundert", "Mit unter hundert"],
    ])("are found by %s in the term, and by nothing else", async (_what, term, there, not) => {
      await write(there);
      await write(not);
      const found = (await api.get(`/api/activities/search?term=${encodeURIComponent(term)}`))
        .body as Activity[];
      expect(found.map(({ message }) => message)).toEqual([there]);
    });
  });

  describe("reactions", () => {
    test.each([
      ["like", "likes_count", "liked"],
      ["repost", "reposts_count", "reposted"],
    ] as const)("%s: on and off, twice is once, told to who did it", async (reaction, count, flag) => {
      const { uuid } = await write(`For a ${reaction}`);
      await react("POST", uuid, reaction, "worf");
      expect(await react("POST", uuid, reaction, "worf")).toMatchObject({ uuid, [count]: 1, [flag]: true });
      expect((await api.get(`/api/activities/${uuid}`, "worf")).body).toMatchObject({
        activity: { [flag]: true },
      });
      expect((await api.get(`/api/activities/${uuid}`, "garek")).body).toMatchObject({
        activity: { [count]: 1, [flag]: false },
      });
      expect(await react("DELETE", uuid, reaction, "garek")).toMatchObject({ [count]: 1 });
      await react("DELETE", uuid, reaction, "worf");
      expect(await react("DELETE", uuid, reaction, "worf")).toMatchObject({ [count]: 0, [flag]: false });
    });

    test("of all users at once, and of one many times, are counted right", async () => {
      const { uuid } = await write("Busy");
      const handles = ["andrewbrown", "altbrown", "bayko", "londo", "worf", "garek"];
      const all = Array.from({ length: 10 }, () => handles).flat();
      await Promise.all(all.map((as, index) => react(index % 3 ? "POST" : "DELETE", uuid, "like", as)));
      await Promise.all(handles.map((as) => react("POST", uuid, "like", as)));
      expect(await react("POST", uuid, "like", "worf")).toMatchObject({ likes_count: 6 });
      const { rows } = await api.pool.query("select count(*)::int as n from likes where activity_uuid = $1", [
        uuid,
      ]);
      expect(rows).toEqual([{ n: 6 }]);
    });

    test("to a reply show inside its crud", async () => {
      await react("POST", WORFS_REPLY, "like", "bayko");
      expect((await api.get(`/api/activities/${CLOUD}`, "bayko")).body).toMatchObject({
        replies: [{ uuid: WORFS_REPLY, likes_count: 1, liked: true }],
      });
    });
  });

  test("notifications tell what others did to what is the reader's, newest first", async () => {
    const { uuid } = await write("Notify me", "altbrown");
    const reply = await api.send("POST", `/api/activities/${uuid}/reply`, {
      body: { message: "Hm" },
      as: "worf",
    });
    await react("POST", (reply.body as Reply).uuid, "like", "bayko");
    await react("POST", uuid, "repost", "londo");
    await react("POST", uuid, "like", "altbrown");
    const of = async (as: string) =>
      (await api.get("/api/activities/notifications", as)).body as Notification[];
    const forAlt = await of("altbrown");
    expect(
      forAlt.map(({ kind, handle, message, activity_uuid }) => [kind, handle, message, activity_uuid]),
    ).toEqual([
      ["repost", "londo", "Notify me", uuid],
      ["reply", "worf", "Hm", uuid],
    ]);
    const [latest] = await of("worf");
    expect(latest).toMatchObject({
      kind: "like",
      handle: "bayko",
      message: "Hm",
      activity_handle: "altbrown",
    });
  });

  test("a first start has notifications for its user: a reply and five likes", async () => {
    const notifications = (await api.get("/api/activities/notifications")).body as Notification[];
    const seeded = notifications.filter(({ activity_uuid: crud }) => crud === CLOUD).map(({ kind }) => kind);
    expect(seeded.toSorted()).toEqual(["like", "like", "like", "like", "like", "reply"]);
  });

  describe("messages", () => {
    test("of a first start are there", async () => {
      const groups = (await api.get("/api/message_groups")).body as MessageGroup[];
      expect(groups.map(({ handle }) => handle)).toEqual(["bayko", "londo"]);
      const messages = (await api.get("/api/messages/@bayko")).body as Message[];
      expect(messages.map(({ handle }) => handle)).toEqual(["bayko", "andrewbrown", "bayko"]);
      expect((await api.get("/api/messages/@andrewbrown", "bayko")).body).toEqual(messages);
    });

    test("open a conversation and move it to the top, once for both, however many at once", async () => {
      expect((await api.get("/api/messages/@worf", "londo")).body).toEqual([]);
      const sendOne = (message: string, as: string, to: string) =>
        api.send("POST", "/api/messages", { body: { message, user_receiver_handle: to }, as });
      const sent = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          index % 2 ? sendOne(`${index}`, "londo", "worf") : sendOne(`${index}`, "worf", "londo"),
        ),
      );
      expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201]));
      const groups = (await api.get("/api/message_groups", "londo")).body as MessageGroup[];
      expect(groups.map(({ handle }) => handle)).toEqual(["worf", "andrewbrown"]);
      expect((await api.get("/api/messages/@worf", "londo")).body).toHaveLength(10);
    });
  });

  describe("users", () => {
    test("change who they are by a cookie", async () => {
      expect((await api.get("/api/session")).body).toMatchObject({ user: { handle: "andrewbrown" } });
      const answer = await api.send("PUT", "/api/session", { body: { handle: "Worf" } });
      expect(answer).toMatchObject({ status: 200, body: { user: { handle: "worf", display_name: "Worf" } } });
      expect((answer.body as { identities: UserShort[] }).identities).toHaveLength(6);
      const cookie = answer.headers.get("set-cookie");
      expect(cookie).toMatch(/^cruddur_handle=worf; Path=\/api; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
      const headers = { Cookie: cookie?.split(";")[0] ?? "" };
      expect((await api.send("GET", "/api/session", { headers })).body).toMatchObject({
        user: { handle: "worf" },
      });
    });

    test("change their profile, what is left out stays", async () => {
      const update = (body: object) => api.send("POST", "/api/profile/update", { body, as: "bayko" });
      expect((await update({ bio: " New bio " })).body).toMatchObject({
        display_name: "Bayko",
        bio: "New bio",
      });
      expect((await update({ display_name: "B." })).body).toMatchObject({
        display_name: "B.",
        bio: "New bio",
      });
      expect((await update({ bio: "", display_name: "Bayko" })).body).toMatchObject({ bio: "" });
    });

    test("are told in short and suggested to others", async () => {
      expect((await api.get("/api/users/@worf/short")).body).toEqual({
        uuid: UUID,
        handle: "worf",
        display_name: "Worf",
      });
      const suggested = (await api.get("/api/users/suggested")).body as UserShort[];
      expect(suggested).toHaveLength(3);
      // He has written with these two.
      const handles = suggested.map(({ handle }) => handle);
      for (const known of ["andrewbrown", "bayko", "londo"]) expect(handles).not.toContain(known);
    });
  });

  test("trending terms are those that stand in the most cruds", async () => {
    const messages = ["Wormhole!", "the wormhole", "WORMHOLE? with", "wormhole wormhole"];
    for (const message of messages.concat(messages, messages)) await write(message);
    const trends = (await api.get("/api/trending")).body as { term: string; cruds_count: number }[];
    expect(trends[0]).toEqual({ term: "wormhole", cruds_count: 12 });
    expect(trends.map(({ term }) => term)).not.toContain("with");
  });

  test("every operation of openapi.yaml but those of tracing and scenarios has been held against it", async () => {
    await api.get("/api/health-check");
    await api.get("/api/scenarios");
    const unchecked = api.contract.operationIds.filter((id) => !api.contract.checked.has(id));
    expect(unchecked.toSorted()).toEqual(["clearScenarios", "putSegments", "switchScenario"]);
  });
});
