import { Readable } from "node:stream";
import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { MAX_BODY_BYTES, createBodyBudget } from "./body-budget.ts";
import { readBody, readJsonBody } from "./read-body.ts";

/** A request as far as reading a body goes, that ends when it is told to. */
function makeRequest(body: Buffer): { request: IncomingMessage; end: () => void } {
  const stream = new Readable({ read: () => {} });
  stream.push(body);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a request as reading a body asks for
  return { request: stream as unknown as IncomingMessage, end: () => stream.push(null) };
}

test("bodies that come slowly on many connections are bounded together; who is refused is read to the end", async () => {
  const budget = createBodyBudget();
  const requests = Array.from({ length: 9 }, () => makeRequest(Buffer.alloc(MAX_BODY_BYTES)));
  const read = requests.map(({ request }) => readBody(request, budget));
  for (const { end } of requests) end();
  const results = await Promise.allSettled(read);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "ThrottledException" },
  });
  const another = makeRequest(Buffer.alloc(1));
  another.end();
  await expect(readBody(another.request, budget)).rejects.toThrow("Too many large requests at once");
  for (const { request } of requests) budget.release(request);
  const after = makeRequest(Buffer.alloc(MAX_BODY_BYTES));
  after.end();
  await expect(readBody(after.request, budget)).resolves.toHaveLength(MAX_BODY_BYTES);
  budget.release(after.request);
});

test("bodies have their turn one after the other, whatever becomes of one", async () => {
  const budget = createBodyBudget();
  const endFirst = await budget.takeTurn();
  const order: string[] = [];
  const others = ["second", "third"].map(async (name) => {
    const endTurn = await budget.takeTurn();
    order.push(name);
    endTurn();
  });
  order.push("first");
  endFirst();
  endFirst();
  await Promise.all(others);
  expect(order).toEqual(["first", "second", "third"]);
});

test("what has too many members or elements is not read as JSON, however long its texts are", async () => {
  const budget = createBodyBudget();
  const read = async (text: string): Promise<unknown> => {
    const { request, end } = makeRequest(Buffer.from(text));
    end();
    try {
      return await readJsonBody(request, budget);
    } finally {
      budget.release(request);
    }
  };
  const texts = JSON.stringify({ Documents: ["{},".repeat(2_000_000)] });
  await expect(read(texts)).resolves.toMatchObject({ Documents: [expect.stringMatching(/^\{\},/)] });
  const objects = `[${"{},".repeat(50_000)}{}]`;
  await expect(read(objects)).rejects.toThrow("more than 100000 members and elements");
});

test("what a body may become counts beside its bytes", async () => {
  const budget = createBodyBudget();
  const text = `[${'"",'.repeat(90_000)}""]`;
  const first = makeRequest(Buffer.from(text));
  first.end();
  await expect(readJsonBody(first.request, budget)).resolves.toHaveLength(90_001);
  const second = makeRequest(Buffer.from(text));
  second.end();
  await expect(readJsonBody(second.request, budget)).rejects.toMatchObject({ code: "ThrottledException" });
  budget.release(second.request);
  budget.release(first.request);
  const third = makeRequest(Buffer.from(text));
  third.end();
  await expect(readJsonBody(third.request, budget)).resolves.toHaveLength(90_001);
});
