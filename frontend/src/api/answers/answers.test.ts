import { expect, it } from "vitest";
import { ApiError } from "../api-error.ts";
import { parseMessageGroups, parseMessages } from "./messages.ts";
import { parseNotifications } from "./notifications.ts";
import { parseProfilePage } from "./profile.ts";
import { parseScenarios } from "./scenarios.ts";
import { parseSession } from "./session.ts";
import { parseTrends } from "./trends.ts";
import { rejectionOf } from "../words.ts";

const AT = "2026-11-24T12:00:00.000Z";
const AT_MS = Date.UTC(2026, 10, 24, 12);
const WORF = { uuid: "u", display_name: "Worf", handle: "worf" };
const worf = { displayName: "Worf", handle: "worf" };

it("of a session tells who one is, or that one is nobody", () => {
  expect(parseSession({ user: WORF, identities: [WORF] })).toEqual({ me: worf, identities: [worf] });
  expect(parseSession({ user: null, identities: [] })).toEqual({ me: undefined, identities: [] });
});

it("with messages tells who wrote them and when", () => {
  expect(parseMessageGroups([{ ...WORF, created_at: AT }])).toEqual([{ ...worf, lastAtMs: AT_MS }]);
  expect(parseMessages([{ ...WORF, message: "So be it.", created_at: AT }])).toEqual([
    { ...worf, uuid: "u", message: "So be it.", createdAtMs: AT_MS },
  ]);
});

it("with notifications tells what was done, and on which crud", () => {
  const like = { ...WORF, kind: "like", message: "Cloud is fun!", created_at: AT };
  expect(parseNotifications([{ ...like, activity_uuid: "c", activity_handle: "andrewbrown" }])).toMatchObject(
    [{ kind: "like", displayName: "Worf", crud: { uuid: "c", handle: "andrewbrown" } }],
  );
});

it("with a profile has its cruds beside it", () => {
  expect(parseProfilePage({ profile: { ...WORF, bio: "Security." }, activities: [] })).toEqual({
    profile: { ...worf, bio: "Security." },
    cruds: [],
  });
});

it("with scenarios tells what one lacks", () => {
  const scenario = {
    name: "deadlock",
    title: "Deadlock",
    is_on: false,
    needs: "Another database.",
    question: "Why?",
    action: "Like.",
    look_for: "40P01",
    lesson: "docs/lessons/deadlock.md",
  };
  expect(
    parseScenarios({ scenarios: [scenario, { ...scenario, needs: null }], held_traces: ["1-a"] }),
  ).toMatchObject({
    scenarios: [{ needs: "Another database.", lookFor: "40P01" }, { needs: undefined }],
    heldTraces: ["1-a"],
  });
});

it.each([
  [() => parseSession(null), "answer is no object"],
  [() => parseSession({ identities: [] }), "a person is no object"],
  [() => parseMessages([{ ...WORF, created_at: AT }]), "message is no text"],
  [
    () => parseNotifications([{ ...WORF, kind: "poke", message: "", created_at: AT }]),
    "kind is none that is known",
  ],
  [() => parseTrends([{ term: "cloud" }]), "cruds_count is no count"],
  [() => parseScenarios({ scenarios: [{}] }), "name is no text"],
])("that is something else is refused: %#", (parse, message) => {
  expect(parse).toThrow(new TypeError(message));
});

it.each([
  [["message_blank"], "Write something first."],
  [["ttl_blank", "user_handle_blank"], "Choose how long it lives. Choose who you are first."],
  [["search_term_blank"], "Type a word to search for."],
  [["something_new"], "Not taken: something_new."],
  [[], undefined],
])("with the codes %j reads %j", (codes, words) => {
  const trace = {
    traceId: "t",
    method: "POST",
    url: "http://a/",
    durationMs: 1,
    outcome: "sampled",
  } as const;
  expect(rejectionOf(new ApiError({ kind: "failed", message: "no", codes, trace }))).toBe(words);
});
