import * as fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf, isWritten, see, typeInto, writeOut } from "./address-draft.ts";
import type { AddressDraft } from "./address-draft.ts";

const written = (draft: AddressDraft, text: string) => writeOut(typeInto(draft, text));

test("what was written comes back and changes nothing that was typed since", () => {
  const typing = typeInto(written(written(draftOf(""), "a"), "ab"), "abc");
  const back = see(see(typing, "a"), "ab");
  expect(back).toEqual({ text: "abc", seen: "ab", underway: [] });
  expect(isWritten(back)).toBe(false);
});

test("an address that is drawn late leaves out those before it", () => {
  const draft = see(written(written(draftOf(""), "a"), "ab"), "ab");
  expect(draft).toEqual({ text: "ab", seen: "ab", underway: [] });
});

test("an address that somebody else wrote takes the place of the text", () => {
  expect(see(written(draftOf("x"), "a"), "back")).toEqual(draftOf("back"));
  expect(see(see(written(draftOf("x"), "a"), "a"), "x").text).toBe("x");
});

test("the same text is written once", () => {
  const draft = written(draftOf(""), "a");
  expect(isWritten(draft)).toBe(true);
  expect(writeOut(draft)).toBe(draft);
});

test("whatever is typed, written and seen in turn, the last key is never lost", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("type" as const), key: fc.string({ minLength: 1, maxLength: 1 }) }),
    fc.constant({ kind: "write" as const }),
    fc.constant({ kind: "draw" as const }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let draft = draftOf("");
      let typed = "";
      for (const each of steps) {
        if (each.kind === "type") typed += each.key;
        if (each.kind === "type") draft = typeInto(draft, typed);
        if (each.kind === "write") draft = writeOut(draft);
        // The router draws what was written, some of it, in order.
        if (each.kind === "draw") draft = see(draft, draft.underway[0] ?? draft.seen);
        expect(draft.text).toBe(typed);
      }
    }),
  );
});
