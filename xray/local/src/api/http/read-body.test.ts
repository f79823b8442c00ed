import { Readable } from "node:stream";
import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { MAX_BODY_BYTES, readBody, releaseBody } from "./read-body.ts";

/** A request as far as reading a body goes, that ends when it is told to. */
function makeRequest(bytes: number): { request: IncomingMessage; end: () => void } {
  const stream = new Readable({ read: () => {} });
  stream.push(Buffer.alloc(bytes));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a request as reading a body asks for
  return { request: stream as unknown as IncomingMessage, end: () => stream.push(null) };
}

test("bodies that come slowly on many connections are bounded together; who is refused is read to the end", async () => {
  const requests = Array.from({ length: 9 }, () => makeRequest(MAX_BODY_BYTES));
  const read = requests.map(({ request }) => readBody(request));
  for (const { end } of requests) end();
  const results = await Promise.allSettled(read);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "ThrottledException" },
  });
  const another = makeRequest(1);
  another.end();
  await expect(readBody(another.request)).rejects.toThrow("Too many large requests at once");
  for (const { request } of requests) releaseBody(request);
  const after = makeRequest(MAX_BODY_BYTES);
  after.end();
  await expect(readBody(after.request)).resolves.toHaveLength(MAX_BODY_BYTES);
  releaseBody(after.request);
});
