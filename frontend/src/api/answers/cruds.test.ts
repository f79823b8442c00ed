import { describe, expect, it } from "vitest";
import { parseCruds } from "./cruds.ts";
import { makeActivity } from "../../testing/make-activity.ts";

const NOW = Date.UTC(2026, 10, 24, 12);

const crudsOf = (value: unknown) => parseCruds(value).cruds;

describe("an answer with cruds", () => {
  it("becomes cruds with their replies", () => {
    const reply = { ...makeActivity(NOW), uuid: "r", expires_at: undefined, replies: undefined };
    const [crud] = crudsOf([makeActivity(NOW, { likes_count: 5, replies: [reply] })]);
    expect(crud).toMatchObject({
      displayName: "Garek",
      handle: "garek",
      likesCount: 5,
      createdAtMs: NOW - 3_600_000,
      expiresAtMs: NOW + 11 * 3_600_000,
      replies: [{ uuid: "r", displayName: "Garek" }],
    });
  });

  it("may have an offset in its times", () => {
    const [crud] = crudsOf([makeActivity(NOW, { created_at: "2026-11-24T12:00:00.000+02:00" })]);
    expect(crud?.createdAtMs).toBe(Date.UTC(2026, 10, 24, 10));
  });

  it.each([
    [undefined, "answer is no list"],
    [{ error: {} }, "answer is no list"],
    [[null], "a crud is no object"],
    [[makeActivity(NOW, { message: 5 })], "message is no text"],
    [[makeActivity(NOW, { likes_count: -1 })], "likes_count is no count"],
    [[makeActivity(NOW, { likes_count: "5" })], "likes_count is no count"],
    [[makeActivity(NOW, { expires_at: "soon" })], "expires_at is no time"],
    [[makeActivity(NOW, { liked: 1 })], "liked is neither true nor false"],
    [[makeActivity(NOW, { replies: null })], "replies is no list"],
  ])("that is %j is refused: %s", (value, message) => {
    expect(() => parseCruds(value)).toThrow(new TypeError(message));
  });
});
