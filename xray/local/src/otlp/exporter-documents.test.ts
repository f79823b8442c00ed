import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isRawObject } from "../protocol/raw-json.ts";
import { readJsonSpans } from "./wire/read-json.ts";
import { finishSteps } from "./finish-steps.ts";
import { toSegmentDocuments } from "./to-segments/to-segment-documents.ts";

/**
 * What AWS's exporter (awsxrayexporter 0.159.0) sent to PutTraceSegments for spans that it was given, recorded; only ids
 * and times were made the same in all. One case a line.
 */
const recorded = readFileSync(new URL("testing/exporter-documents.jsonl", import.meta.url), "utf8");

interface RecordedCase {
  title: string;
  request: object;
  documents: readonly Record<string, unknown>[];
}

/** Places (document, member) in which it is another here on purpose; the README says why. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  "a client span": ["0.name"],
  "a query": [
    "0.name",
    "0.metadata.default.db.namespace",
    "0.metadata.default.db.query.text",
    "0.metadata.default.db.system.name",
    "0.metadata.default.server.address",
    "0.metadata.default.server.port",
    "0.sql",
  ],
  "a query of 2022": ["0.metadata"],
  "a database without SQL": ["0.name", "0.metadata.default.server.address"],
  "a call of DynamoDB": ["0.metadata.default.aws.dynamodb.table_names"],
  "a call of two tables": ["0.metadata.default.aws.dynamodb.table_names"],
  "a call of SQS": ["0.metadata.default.messaging.url"],
  "a gRPC call": ["0.aws", "0.metadata.default.rpc.method"],
  "local work": ["0.user", "0.metadata.default.enduser.id"],
  "a producer": ["0.name"],
  "a consumer": ["0.name"],
  "a consumer without parent": ["0.name"],
  "local work without parent": ["0.name"],
  "a call without parent": ["0.name", "0.http", "0.namespace", "1"],
  "a call that is marked LOCAL_ROOT": ["0.metadata"],
  "a consumer that is marked LOCAL_ROOT": ["1.metadata.default.otel.resource.service.name"],
  "annotations and metadata": ["0.metadata.default.list"],
  "an error status": ["0.cause.exceptions.0.type"],
  "an exception of nodejs": ["0.cause.exceptions.0.stack"],
  "an exception of dotnet": ["0.cause.exceptions.0.stack.1.line"],
  "an exception of go": ["0.cause.exceptions.0.stack.0.label", "0.cause.exceptions.0.stack.1.label"],
  "a service on another cloud": ["0.aws"],
};

const cases = recorded
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedCase);

it.each(cases)("$title becomes what AWS's exporter makes of it", ({ title, request, documents }) => {
  const ours = finishSteps(readJsonSpans(JSON.stringify(request))).flatMap(({ resource, spans }) =>
    spans.flatMap((span) => toSegmentDocuments(span, resource)),
  );
  const differences = findDifferences(normalize(documents), normalize(JSON.parse(JSON.stringify(ours))));
  expect(differences).toEqual(DIFFERENCES[title] ?? []);
});

it("has no difference without a recording", () => {
  const titles = new Set(cases.map(({ title }) => title));
  expect(Object.keys(DIFFERENCES).filter((title) => !titles.has(title))).toEqual([]);
});

/** Without what says nothing: absent in one form or another, or drawn by lot. */
function normalize(documents: unknown): unknown {
  if (!Array.isArray(documents)) return [];
  const places = new Map(documents.filter(isRawObject).map(({ id }, index) => [id, index]));
  return documents.filter(isRawObject).map((document) => {
    const { id: _, parent_id, ...members } = document;
    const parent = places.has(parent_id) ? `document ${places.get(parent_id)}` : parent_id;
    return withoutNothing({ ...members, parent_id: parent }, members["type"] === "subsegment");
  });
}

function withoutNothing(value: unknown, isSubsegment: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNothing(item, isSubsegment));
  if (!isRawObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, raw]) => {
    if (key === "otel" || (key === "xray" && isSubsegment)) return [];
    if (key === "content_length" && raw === 0) return [];
    if (["error", "fault", "throttle"].includes(key) && raw === false) return [];
    if (/^[0-9a-f]{16}$/.test(String(raw)) && (key === "id" || key === "cause")) return [[key, "an id"]];
    const member = withoutNothing(raw, isSubsegment);
    const isNothing =
      member === "" ||
      member === undefined ||
      member === null ||
      (isRawObject(member) && Object.keys(member).length === 0);
    return isNothing ? [] : [[key, member]];
  });
  return Object.fromEntries(members) as unknown;
}

function findDifferences(theirs: unknown, ours: unknown, at = ""): string[] {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return [];
  const isDeep = typeof theirs === "object" && typeof ours === "object" && theirs !== null && ours !== null;
  if (!isDeep) return [at.slice(1)];
  const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...keys].flatMap((key) =>
    findDifferences(Reflect.get(theirs, key), Reflect.get(ours, key), `${at}.${key}`),
  );
}
