import { expect, test } from "vitest";
import { parseDocuments } from "./parse-documents.ts";

const segments = (...texts: string[]) => ({
  Segments: texts.map((Document, index) => ({ Id: String(index), Document })),
});

test("documents are read in the order in which they were answered", () => {
  const documents = parseDocuments(
    segments('{"id":"b","name":"b","start_time":2}', '{"id":"a","name":"a","start_time":1.5,"end_time":3}'),
  );
  expect(documents.map(({ id, start_time }) => [id, start_time])).toEqual([
    ["b", 2],
    ["a", 1.5],
  ]);
});

test.each([
  ["is cut off", '{"id":"x","start_ti'],
  ["is empty", ""],
  ["is a list", "[]"],
  ["is null", "null"],
  ["has no id", '{"start_time":1}'],
  ["has a number as its id", '{"id":7,"start_time":1}'],
  ["has no start", '{"id":"x"}'],
  ["has a text as its start", '{"id":"x","start_time":"1"}'],
  ["begins at infinity", '{"id":"x","start_time":1e999}'],
])("a document that %s is left out, and the rest of the trace still shows", (_what, text) => {
  const documents = parseDocuments(segments(text, '{"id":"good","name":"g","start_time":1}'));
  expect(documents.map(({ id }) => id)).toEqual(["good"]);
});
