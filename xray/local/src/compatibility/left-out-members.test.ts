import { describe, expect, it } from "vitest";
import { makeSegment, makeSubsegment } from "../trace/testing/make-documents.ts";
import * as sdk from "../protocol/testing/sdk-documents.ts";
import { leftOutMembers } from "./left-out-members.ts";

function leftOutOf(members: object): string[] {
  const text = JSON.stringify({ ...makeSegment("shop"), ...members });
  return leftOutMembers(text).map(({ name, member, why }) => `${member} of ${name}: ${why}`);
}

describe("a member of another type than the schema says", () => {
  it.each<[object, string]>([
    [{ http: { response: { status: "404" } } }, "http.response.status of shop: a text instead of an integer"],
    [
      { http: { response: { content_length: 1.5 } } },
      "http.response.content_length of shop: a number instead of an integer",
    ],
    [{ http: { request: { url: ["/"] } } }, "http.request.url of shop: a list instead of a text"],
    [{ http: "GET /" }, "http of shop: a text instead of an object"],
    [{ fault: "true" }, "fault of shop: a text instead of true or false"],
    [{ error: 1 }, "error of shop: an integer instead of true or false"],
    [{ user: "u".repeat(251) }, "user of shop: longer than 250 characters"],
    [
      { links: [{ trace_id: "1-6b0d69aa-7f7d0e0505ff1070a5c12a5c", id: "2e31dcfc86505c0e" }, { id: "x" }] },
      "links of shop: 1 of 2; 20 are taken, each with `trace_id` and `id`",
    ],
    [{ user: 42 }, "user of shop: an integer instead of a text"],
    [{ aws: { account_id: 111122223333 } }, "aws.account_id of shop: an integer instead of a text"],
    [{ annotations: [1] }, "annotations of shop: a list instead of an object"],
    [{ subsegments: { id: "1" } }, "subsegments of shop: an object instead of a list"],
    [
      { subsegments: [makeSubsegment("S3", { http: { response: { content_length: "0" } } } as object)] },
      "http.response.content_length of S3: a text instead of an integer",
    ],
  ])("of %j is told", (members, told) => {
    expect(leftOutOf(members)).toEqual([told]);
  });

  it.each<[string, object]>([
    [
      "null or empty",
      { user: "", origin: null, http: { request: { user_agent: "" }, response: { status: null } } },
    ],
    ["as long as it may be", { user: "u".repeat(250) }],
    ["false", { fault: false, error: false }],
    ["in metadata", { metadata: { ns: { status: "404", user: 1, fault: "x" } } }],
    ["unknown to the schema", { version: "1.0.0", format: 1 }],
    ["written as a decimal", { http: { response: { status: 200.0 } } }],
  ])("is none where it is %s", (_case, members) => {
    expect(leftOutOf(members)).toEqual([]);
  });

  it("is in nothing that X-Ray's SDKs send", () => {
    const documents: readonly unknown[] = Object.values(sdk);
    expect(documents.flatMap((document) => leftOutMembers(JSON.stringify(document)))).toEqual([]);
  });

  it("is none of a text that is no JSON", () => {
    expect(leftOutMembers('{"fault":"')).toEqual([]);
  });
});
