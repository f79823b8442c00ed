import { describe, expect, test } from "vitest";
import { newCrudSchema, newReplySchema, searchQuerySchema } from "../activities/schema.ts";
import { newMessageSchema } from "../messages/schema.ts";
import { profileUpdateSchema } from "../users/schema.ts";
import { cleanText } from "./validate.ts";

const UNSEEN: readonly (readonly [what: string, text: string])[] = [
  ["nothing", ""],
  ["blanks", " \t\n\u00a0\u3000\u2028"],
  ["NUL", "\0"],
  ["zero-width characters", "\u200b\u200c\u200d\u2060\ufeff"],
  ["a soft hyphen", "\u00ad"],
  ["Hangul fillers", "\u3164\u115f\u1160\uffa0"],
  ["writing directions", "\u202e\u2066\u2069\u061c"],
  ["variation selectors", "\ufe0f\u{e0100}"],
  ["tags", "\u{e0041}\u{e007f}"],
  ["marks without a letter", "\u0301\u0334\u20dd"],
  ["the empty Braille pattern", "\u2800\u2800"],
  ["half of a pair", "\ud83d"],
  ["some of each", " \u200b\u0301\u2800\0 "],
];

test.each(UNSEEN)("a text of %s is empty", (_what, text) => {
  expect(cleanText(text)).toBe("");
});

test.each([
  ["  words  ", "words"],
  ["a\0b", "ab"],
  ["\u200bword\u200b", "\u200bword\u200b"],
  ["e\u0301", "e\u0301"],
  ["☕\ufe0f", "☕\ufe0f"],
  ["👩\u200d💻", "👩\u200d💻"],
  ["1\ufe0f\u20e3", "1\ufe0f\u20e3"],
  ["नि", "नि"],
  ["مرحبا", "مرحبا"],
  ["⠃", "⠃"],
  [".", "."],
])("a text of %j stays", (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

describe("what could not be seen is blank", () => {
  const user_handle = "worf";
  test.each([
    [
      "a crud",
      newCrudSchema,
      (message: string) => ({ user_handle, message, ttl: "7-days" }),
      "message_blank",
    ],
    ["a reply", newReplySchema, (message: string) => ({ user_handle, message }), "message_blank"],
    [
      "a message",
      newMessageSchema,
      (message: string) => ({ user_handle, message, user_receiver_handle: "garek" }),
      "message_blank",
    ],
    [
      "a receiver",
      newMessageSchema,
      (text: string) => ({ user_handle, message: "words", user_receiver_handle: text }),
      "user_receiver_handle_blank",
    ],
    [
      "a name",
      profileUpdateSchema,
      (text: string) => ({ user_handle, display_name: text }),
      "display_name_blank",
    ],
    ["a search", searchQuerySchema, (term: string) => ({ term }), "search_term_blank"],
  ])("as %s", (_what, schema, fieldsWith, code) => {
    for (const [, text] of UNSEEN) {
      const { error } = schema.safeParse(fieldsWith(text));
      expect(error?.issues.map(({ message }) => message)).toEqual([code]);
    }
    expect(schema.safeParse(fieldsWith("words")).success).toBe(true);
  });

  test("as a bio, which may be empty", () => {
    for (const [, bio] of UNSEEN) {
      expect(profileUpdateSchema.parse({ user_handle, bio })).toEqual({ user_handle, bio: "" });
    }
  });
});
