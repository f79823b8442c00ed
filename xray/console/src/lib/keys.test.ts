import { expect, test } from "vitest";
import { isSingleKey, nameOfKey } from "./keys.ts";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  [{ key: "j" }, "j"],
  [{ key: "C", shiftKey: true }, "Shift+C"],
  [{ key: "?", shiftKey: true }, "?"],
  [{ key: "k", ctrlKey: true }, "Ctrl+k"],
  [{ key: "k", metaKey: true }, "Ctrl+k"],
  [{ key: "ArrowUp", altKey: true }, "Alt+ArrowUp"],
  [{ key: "ArrowLeft", shiftKey: true }, "Shift+ArrowLeft"],
  [{ key: " " }, " "],
])("%j is called %s", (press, name) => expect(nameOfKey({ ...NONE, ...press })).toBe(name));

test.each([
  ["j", true],
  ["Shift+C", true],
  ["?", true],
  [" ", true],
  ["Ctrl+k", false],
  ["Escape", false],
])("%s alone is a single key: %s", (name, single) => expect(isSingleKey(name)).toBe(single));
