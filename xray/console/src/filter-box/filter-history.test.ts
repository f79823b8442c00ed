import { afterEach, describe, expect, test, vi } from "vitest";
import { withGroup } from "./effective-filter.ts";
import { addToHistory, readFilterHistory, writeFilterHistory } from "./filter-history.ts";
import { paintFilter } from "./paint-filter.ts";
import { readFilter } from "./read-filter.ts";

afterEach(() => vi.unstubAllGlobals());

/** A storage that holds this text, or fails like one that is full or forbidden. */
function stubStorage(stored: string | null, failure?: Error): { written: Map<string, string> } {
  const written = new Map<string, string>();
  const orFail = () => {
    if (failure !== undefined) throw failure;
  };
  vi.stubGlobal("localStorage", {
    getItem: () => {
      orFail();
      return stored;
    },
    setItem: (key: string, text: string) => {
      orFail();
      written.set(key, text);
    },
  });
  return { written };
}

describe("the history in this browser", () => {
  test.each([
    [null, []],
    ["", []],
    ["not json", []],
    ['{"0":"ok"}', []],
    ['"ok"', []],
    ['["ok", 5, null, ["x"], "fault"]', ["ok", "fault"]],
  ])("reads %j as %j", (stored, history) => {
    stubStorage(stored);
    expect(readFilterHistory()).toEqual(history);
  });

  test("reads no more than it keeps, the newest", () => {
    stubStorage(JSON.stringify(Array.from({ length: 30 }, (_, index) => `f${index}`)));
    const history = readFilterHistory();
    expect([history.length, history[0], history.at(-1)]).toEqual([20, "f0", "f19"]);
  });

  test("reads what it wrote", () => {
    const { written } = stubStorage(null);
    writeFilterHistory(["ok", 'user = "☃"']);
    stubStorage([...written.values()][0] ?? null);
    expect(readFilterHistory()).toEqual(["ok", 'user = "☃"']);
  });

  test("is empty where the storage is forbidden, and writing fails in silence", () => {
    stubStorage(null, new DOMException("denied", "SecurityError"));
    expect(readFilterHistory()).toEqual([]);
    expect(() => writeFilterHistory(["ok"])).not.toThrow();
  });
});

describe("a filter that is added", () => {
  test.each([
    ["a new one", ["ok"], "fault", ["fault", "ok"]],
    ["the newest again", ["ok", "fault"], "ok", ["ok", "fault"]],
    ["an old one", ["a", "b", "c"], "c", ["c", "a", "b"]],
    ["with space around it", ["b"], "  ok ", ["ok", "b"]],
    // Only the newest was still being typed.
    ["that continues an older one", ["ok", "fault"], "fault AND error", ["fault AND error", "ok", "fault"]],
    ["that is shorter than the newest", ["ok AND fault"], "ok", ["ok", "ok AND fault"]],
  ])("%s", (_case, history, filter, after) => expect(addToHistory(history, filter)).toEqual(after));

  test("drops the oldest and leaves the list before as it was", () => {
    const full = Array.from({ length: 20 }, (_, index) => `f${index}`);
    const after = addToHistory(full, "new");
    expect([after[0], after[1], after.at(-1), after.length]).toEqual(["new", "f0", "f18", 20]);
    expect(full[0]).toBe("f0");
  });
});

describe("the painted filter", () => {
  const wrongOf = (text: string, position: number, end: number) =>
    paintFilter(text, { position, end }).flatMap((run) => (run.wrong ? [[run.start, run.text]] : []));

  test("tells where each run starts", () => {
    expect(paintFilter("ok  AND").map(({ start, text, kind }) => [start, text, kind])).toEqual([
      [0, "ok", "keyword"],
      [2, "  ", undefined],
      [4, "AND", "word-operator"],
    ]);
  });

  test.each([
    ["a word that is half inside", "ok AND fault", 5, 6, [[3, "AND"]]],
    ["nothing that only touches", "ok AND fault", 2, 3, []],
    [
      "no space between words",
      "ok AND fault",
      1,
      5,
      [
        [0, "ok"],
        [3, "AND"],
      ],
    ],
    ["the blank behind the end", "ok AND", 6, 6, [[6, " "]]],
    ["one blank of several", "ok   ", 2, 2, [[2, " "]]],
    ["nothing of an empty text", "", 0, 0, []],
  ])("underlines %s", (_case, text, position, end, wrong) => {
    expect(wrongOf(text, position, end)).toEqual(wrong);
  });

  test("has as many characters as the text where the end is missing, or one more where there was no room", () => {
    const length = (text: string, position: number) =>
      paintFilter(text, { position, end: position }).reduce((sum, run) => sum + run.text.length, 0);
    expect([length("ok   ", 2), length("ok AND", 6)]).toEqual([5, 7]);
  });
});

describe("a filter that is read", () => {
  test("is remembered while it is in use, and the one used longest ago is forgotten", () => {
    const first = readFilter("user = 1000");
    const second = readFilter("user = 1001");
    for (let index = 2; index < 16; index += 1) readFilter(`user = ${1000 + index}`);
    expect(readFilter("user = 1000")).toBe(first);
    readFilter("user = 2000");
    expect(readFilter("user = 1000")).toBe(first);
    expect(readFilter("user = 1001")).not.toBe(second);
  });

  test.each([
    ["", []],
    ["ok ok", ["ok"]],
    ["!(fault)", ["!fault"]],
    ["(ok AND fault) OR error", ["ok AND fault OR error"]],
  ])("%j joins %j", (text, conditions) => {
    expect([...readFilter(text).conditions]).toEqual(conditions);
  });

  test("that is wrong joins nothing and tells where", () => {
    const { conditions, error, text } = readFilter("ok AND nonsense = 1");
    expect([conditions.size, error?.position, text]).toEqual([0, 7, "ok AND nonsense = 1"]);
  });
});

test.each([
  ["ok OR fault", "Default", 'group.name = "Default" AND (ok OR fault)'],
  ["ok", "back\\slash", 'group.name = "back\\\\slash" AND (ok)'],
  ["", "ünï", 'group.name = "ünï"'],
])("%j in the group %j is a filter that can be read", (filter, group, expression) => {
  expect(withGroup(filter, group)).toBe(expression);
  expect(readFilter(expression).error).toBeUndefined();
});
