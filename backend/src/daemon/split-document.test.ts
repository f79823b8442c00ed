import { expect, test } from "vitest";
import { splitDocument } from "./split-document.ts";

const trace_id = "1-5759e988-bd862e3fe1be46a994272793";
const step = (id: string, rest: object = {}) => ({ id, name: "work", ...rest });
const split = (document: object, maxBytes: number) =>
  splitDocument(JSON.stringify(document), maxBytes).map(
    (text) => JSON.parse(text) as Record<string, unknown>,
  );

test("a document that fits is left as it is", () => {
  const text = JSON.stringify({ id: "a", trace_id, subsegments: [step("b")] });
  expect(splitDocument(text, text.length)).toEqual([text]);
});

test("the steps of a document that does not fit become documents of their own", () => {
  const parts = split({ id: "a", trace_id, name: "app", subsegments: [step("b"), step("c")] }, 100);
  expect(parts).toEqual([
    { id: "b", name: "work", type: "subsegment", parent_id: "a", trace_id },
    { id: "c", name: "work", type: "subsegment", parent_id: "a", trace_id },
    { id: "a", name: "app", trace_id },
  ]);
});

test("steps keep their own steps as long as they fit together", () => {
  const nested = step("b", {
    subsegments: [step("c"), step("d", { annotations: { text: "x".repeat(300) } })],
  });
  const parts = split(
    { id: "a", trace_id, subsegments: [nested, step("e", { subsegments: [step("f")] })] },
    250,
  );
  expect(parts.map((part) => [part["id"], part["parent_id"], "subsegments" in part])).toEqual([
    ["c", "b", false],
    ["d", "b", false],
    ["b", "a", false],
    ["e", "a", true],
    ["a", undefined, false],
  ]);
});

test("what is too large by itself goes without its metadata and says so", () => {
  const metadata = { default: { text: "ü".repeat(300) } };
  expect(split({ id: "a", trace_id, annotations: { n: 1 }, metadata }, 400)).toEqual([
    { id: "a", trace_id, annotations: { n: 1, metadata_dropped: true } },
  ]);
});
