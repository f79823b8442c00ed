import { expect, it } from "vitest";
import { countCharacters, roomLeft, tooManyWords } from "./message.ts";

it.each([
  ["", 0],
  ["  \n", 0],
  [" so be it ", 8],
  ["👍🏽", 2],
  ["💣", 1],
])("counts %j as %i characters", (text, count) => {
  expect(countCharacters(text)).toBe(count);
});

it.each([
  [280, "plenty"],
  [21, "plenty"],
  [20, "little"],
  [0, "little"],
  [-1, "none"],
])("has with %i left %s room", (left, room) => {
  expect(roomLeft(left)).toBe(room);
});

it("says how many are too many", () => {
  expect(tooManyWords(1)).toBe("1 character too many.");
  expect(tooManyWords(12)).toBe("12 characters too many.");
});
