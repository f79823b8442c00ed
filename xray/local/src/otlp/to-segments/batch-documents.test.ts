import { expect, it } from "vitest";
import { makeAttributes, makeCall, makeSpan } from "../testing/make-span.ts";
import type { ResourceSpans, Span } from "../span.ts";
import { toBatchDocuments } from "./batch-documents.ts";

const order = makeSpan({ name: "POST /order" });
const publish = makeCall({}, { kind: "producer", name: "orders publish" });
const taken = {
  kind: "consumer",
  name: "orders process",
  spanId: "aa",
  parentSpanId: publish.spanId,
} as const;
/** .NET says of it that its parent is of the same process. */
const flaggedLocal = makeSpan({ ...taken, isParentRemote: false });

function from(service: string, spans: readonly Span[], instance = "1"): ResourceSpans {
  return {
    resource: makeAttributes({ "service.name": service, "service.instance.id": instance }),
    spans,
  };
}

function typesOf(batches: readonly ResourceSpans[]): Record<string, string> {
  const documents = [...toBatchDocuments(batches)].flat();
  return Object.fromEntries(
    documents.map(({ id, text }) => [id, (JSON.parse(text) as { type?: string }).type ?? "segment"]),
  );
}

it.each([
  ["in the request of another service", [from("api", [order, publish]), from("worker", [flaggedLocal])]],
  ["in the request of another instance", [from("api", [order, publish]), from("api", [flaggedLocal], "2")]],
  ["in a request of its own", [from("worker", [flaggedLocal])]],
])("what a service took from a queue is a segment of its own, its parent %s", (_case, batches) => {
  expect(typesOf(batches)).toMatchObject({ aa: "segment" });
});

it("what was taken within a request is a part of it", () => {
  expect(typesOf([from("api", [order, publish]), from("api", [flaggedLocal])])).toMatchObject({
    aa: "subsegment",
  });
});
