import { expect, test } from "vitest";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import { findingText } from "./finding.ts";
import { findMissingSegments } from "./missing-segment.ts";
import { poolWords } from "./pool-words.ts";

const alone = (id: string, from: number, parent_id: string) =>
  makeSegment(id, from, from + 10, { type: "subsegment", parent_id });
const say = (...documents: ReturnType<typeof makeSegment>[]) =>
  findMissingSegments(assembleTraceTree(documents)).map(
    (finding) => `${finding.rowId} at ${finding.atMs}: ${findingText(finding)}`,
  );

test("each segment that never arrived is told once, with the first of its steps", () => {
  expect(
    say(alone("c", 40, "two"), alone("b", 20, "one"), alone("a", 0, "one"), alone("d", 30, "one")),
  ).toEqual([
    "a at 0: A segment is missing: a and 2 more belong to one, which never arrived.",
    "c at 40: A segment is missing: c belongs to two, which never arrived.",
  ]);
});

test("a segment whose caller did not report is whole in itself", () => {
  expect(say(makeSegment("called", 0, 50, { parent_id: "elsewhere" }))).toEqual([]);
});

test("what stands below a step that arrived alone is not told again", () => {
  expect(say(alone("outer", 0, "never"), alone("inner", 1, "outer"))).toEqual([
    "outer at 0: A segment is missing: outer belongs to never, which never arrived.",
  ]);
});

test.each<[Parameters<typeof makeSub>[3], string]>([
  [{}, ""],
  [{ annotations: { ahead: 3 } }, ""],
  [{ annotations: { pool_size: "2", ahead: 3 } }, ""],
  [{ annotations: { pool_size: 2 } }, " The pool holds 2."],
  [{ annotations: { pool_size: 2, ahead: 0 } }, " The pool holds 2."],
  [{ annotations: { pool_size: 1, ahead: 1 } }, " The pool holds 1, it was out, 1 request was ahead."],
  [{ annotations: { pool_size: 2, ahead: 7 } }, " The pool holds 2, both were out, 7 requests were ahead."],
  [{ annotations: { pool_size: 10, ahead: 2 } }, " The pool holds 10, all were out, 2 requests were ahead."],
  [
    { metadata: { database: { pool: { size: 5, ahead: 4 } } } },
    " The pool holds 5, all were out, 4 requests were ahead.",
  ],
  [
    { annotations: { ahead: 1 }, metadata: { database: { pool: { size: 5, ahead: 4 } } } },
    " The pool holds 5, all were out, 1 request was ahead.",
  ],
  [{ metadata: { database: { pool: null } } }, ""],
])("of a wait with %j it is said of the pool: %j", (extra, words) => {
  const tree = assembleTraceTree([makeSegment("a", 0, 9, { subsegments: [makeSub("w", 0, 5, extra)] })]);
  const step = tree.byId.get("w");
  expect(step && poolWords(step)).toBe(words);
});
