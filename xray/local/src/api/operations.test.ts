import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  record,
  string,
} from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "./operations.ts";
import { makeContext, NOW_SEC } from "./testing/make-context.ts";
import { makeSegment } from "./testing/make-segment.ts";
import { makeServer } from "./testing/make-server.ts";
import type { TestServer } from "./testing/make-server.ts";

const operations = [...OPERATIONS.values()];
const context = makeContext();
let running: TestServer;

beforeAll(async () => {
  await context.store.put(
    [0, 1, 4.2e9, NOW_SEC - 60].map((start_time) => JSON.stringify(makeSegment({ start_time }))),
  );
  running = await makeServer({ context });
});

afterAll(() => running.close());

/** Status and parsed body. Fails on an answer that is no JSON. */
async function post(
  path: string,
  body: string,
): Promise<{ status: number; code: string | null; answer: unknown }> {
  const response = await fetch(`${running.url}${path}`, { method: "POST", body });
  const answer: unknown = await response.json();
  return { status: response.status, code: response.headers.get("x-amzn-errortype"), answer };
}

describe("the operations", () => {
  it.each(operations.map(({ name, path, input }) => [name, path, input] as const))(
    "%s rejects what lacks a required member, in AWS's words",
    async (_name, path, input) => {
      const first = Object.entries(input.members).find(([, member]) => member.required);
      const { status, code, answer } = await post(path, first ? "{}" : "[]");
      expect([status, code]).toEqual([400, "InvalidRequestException"]);
      const what = first
        ? `Value null at '${first[0].charAt(0).toLowerCase()}${first[0].slice(1)}'`
        : "the request body";
      expect(JSON.stringify(answer)).toContain(what);
    },
  );

  it("answer any bytes with an answer, never with a failure", async () => {
    const bodies = oneof(
      string({ unit: "binary" }),
      jsonValue().map((value) => JSON.stringify(value)),
    );
    await assert(
      asyncProperty(constantFrom(...operations), bodies, async ({ path }, body) => {
        const { status } = await post(path, body);
        expect([200, 400, 404]).toContain(status);
      }),
      { numRuns: 500 },
    );
    expect(running.errors).toEqual([]);
  });

  it("answer members of any value with an answer, never with a failure", async () => {
    const names = [...new Set(operations.flatMap(({ input }) => Object.keys(input.members)))];
    const plausible = oneof(
      constantFrom(
        NOW_SEC,
        0,
        -1,
        60,
        2_147_483_640,
        1.5,
        true,
        "",
        "x",
        "fault",
        'service("a")',
        "Default",
        "1-00000000-0",
      ),
      array(string(), { maxLength: 3 }),
      jsonValue(),
    );
    const times = record({
      StartTime: constantFrom(NOW_SEC - 60, 0, -8.64e12),
      EndTime: constantFrom(NOW_SEC, 1e12, 8.64e12),
    });
    const bodies = record({ times, members: dictionary(constantFrom(...names), plausible) });
    await assert(
      asyncProperty(constantFrom(...operations), bodies, async ({ path }, { times: range, members }) => {
        const { status } = await post(path, JSON.stringify({ ...range, ...members }));
        expect([200, 400, 404]).toContain(status);
      }),
      { numRuns: 1_500 },
    );
    expect(running.errors).toEqual([]);
  });
});

describe("an empty NextToken, as the AWS CLI's skeletons have it", () => {
  it.each(
    operations.filter(({ input }) => "NextToken" in input.members).map(({ name, path }) => [name, path]),
  )("is none for %s", async (_, path) => {
    const without = await post(path, "{}");
    expect(await post(path, '{"NextToken":""}')).toEqual({ ...without, answer: expect.anything() });
    const { answer } = await post(path, '{"NextToken":""}');
    expect(JSON.stringify(answer)).not.toContain("nextToken");
  });
});
