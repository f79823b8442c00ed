import { expect, test } from "vitest";
import { toSegmentName } from "./segment-name.ts";

test.each([
  ["backend-flask", "backend-flask"],
  ["cruddur@127.0.0.1", "cruddur@127.0.0.1"],
  ["größe 1 & 2/3:4%#=+\\", "größe 1 & 2/3:4%#=+\\"],
  ["evil(name)$,!?", "evil_name_____"],
  ["", "_"],
  ["x".repeat(300), "x".repeat(200)],
])("%o is sent as %o", (text, expected) => {
  expect(toSegmentName(text)).toBe(expected);
});
