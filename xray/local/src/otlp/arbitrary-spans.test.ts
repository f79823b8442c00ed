import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import { SPAN_KINDS } from "./span.ts";
import type { AttributeValue, Span } from "./span.ts";
import { toSegmentDocuments } from "./to-segments/to-segment-documents.ts";

/** Every attribute that has a place of its own somewhere, so that arbitrary values reach all of them. */
const KEYS = [
  ..."http.request.method http.method http.response.status_code http.status_code url.full http.url url.path".split(
    " ",
  ),
  ..."url.query http.target http.host server.address server.port client.address network.peer.address".split(
    " ",
  ),
  ..."db.system.name db.system db.namespace db.name db.query.text db.connection_string db.user".split(" "),
  ..."rpc.system rpc.service rpc.method aws.service aws.operation aws.region aws.dynamodb.table_names".split(
    " ",
  ),
  ..."aws.span.kind aws.local.service aws.remote.service peer.service enduser.id messaging.url".split(" "),
  ..."aws.xray.annotations aws.xray.metadata.x aws.xray.retries messaging.destination.name".split(" "),
  ..."service.name service.version cloud.platform cloud.provider host.id aws.log.group.names".split(" "),
  ..."telemetry.sdk.language exception.type exception.message exception.stacktrace error.type".split(" "),
];

const value = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("aws-api", "postgresql", "LOCAL_ROOT", "aws_ecs", "aws", "java", "python", "nodejs", ""),
  fc.integer({ min: -1, max: 700 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.constantFrom(...KEYS), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.string(), { maxKeys: 2, noNullPrototype: true }),
) satisfies fc.Arbitrary<AttributeValue>;
const attributes = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string()), value), { maxLength: 12 })
  .map((entries) => new Map<string, AttributeValue>(entries));
const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from("123456789abcdef")),
    minLength: length,
    maxLength: length,
  });
const time = fc.integer({ min: 1, max: 4_000_000_000_000 }).map((ms) => ms / 1000);

const span: fc.Arbitrary<Span> = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  parentSpanId: fc.oneof(hex(16), fc.constant("")),
  isParentRemote: fc.constantFrom(true, false, undefined),
  name: fc.string({ unit: "binary" }),
  kind: fc.constantFrom(...SPAN_KINDS),
  startSec: time,
  endSec: fc.oneof(time, fc.constant(Number.NaN)),
  attributes,
  events: fc.array(fc.record({ name: fc.constantFrom("exception", "log"), timeSec: time, attributes }), {
    maxLength: 2,
  }),
  links: fc.array(fc.record({ traceId: hex(32), spanId: hex(16), attributes }), { maxLength: 2 }),
  status: fc.record({ isError: fc.boolean(), message: fc.string() }),
  scope: fc.string(),
});

describe("any span with ids and times", () => {
  it("becomes documents that the store accepts", () => {
    fc.assert(
      fc.property(span, attributes, (each, resource) => {
        for (const document of toSegmentDocuments(each, resource)) {
          expect(parseSegmentDocument(JSON.stringify(document))).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ["trace id", { traceId: "" }, "MissingTraceId"],
    ["whole trace id", { traceId: "ab" }, "InvalidTraceId"],
    ["id", { spanId: "" }, "MissingId"],
    ["start", { startSec: Number.NaN }, "MissingStartTime"],
    ["whole parent id", { parentSpanId: "ab" }, "InvalidParentId"],
  ] as const)("without a %s is refused as %s", (_name, members, code) => {
    const [sample] = fc.sample(span, { numRuns: 1, seed: 1 });
    const [document] = toSegmentDocuments({ ...sample, ...members } as Span, new Map());
    expect(parseSegmentDocument(JSON.stringify(document))).toMatchObject({ ok: false, code });
  });
});
