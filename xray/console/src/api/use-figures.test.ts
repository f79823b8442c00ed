import { expect, test } from "vitest";
import { addingWords, columnSecOf } from "./use-figures.ts";

test("what is being added up is told with how far it is, once that is known", () => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  expect(addingWords({ progress: undefined })).toBe("Adding up all requests");
  expect(addingWords({ progress: undefined }, "its requests")).toBe("Adding up its requests");
  const progress = { counted: 20_290, of: 59_677 };
  expect(plain(addingWords({ progress }))).toBe("Adding up 59,677 traces, 34 %");
});

test.each([
  [900, 15],
  [3600, 60],
  [6 * 3600, 600],
  [30 * 86_400, 43_200],
  [90 * 86_400, 2 * 86_400],
])("columns of a range of %s s are %s s wide", (endSec, columnSec) => {
  expect(columnSecOf({ startSec: 0, endSec })).toBe(columnSec);
});
