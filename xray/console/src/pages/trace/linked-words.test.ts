import { expect, test } from "vitest";
import type { LinkedTrace } from "xray-local/console-wire/linked-traces.ts";
import { linkedWords, requestWords } from "./linked-words.ts";

const link: LinkedTrace = {
  id: "1-6b00de2a-29d8800d391ab00f001fc444",
  way: "after",
  ownStepId: "a",
  otherStepId: "b",
  attributes: {},
};

test.each<[Partial<LinkedTrace>, string]>([
  [{ laterSec: 1.9, through: "jobs" }, "through jobs, 1.90 s later"],
  [
    { laterSec: 1.9, attributes: { "messaging.system": "aws_sqs", "messaging.destination.name": "mail" } },
    "through queue mail, 1.90 s later",
  ],
  [
    { attributes: { "messaging.system": "kafka", "messaging.destination": "orders" } },
    "through kafka orders",
  ],
  [{ way: "before", laterSec: 12 }, "led here, 12.0 s before"],
  [
    { attributes: { cart: "7f3a", "aws.xray.reserved.reference_type": "child", more: { a: 1 } } },
    "goes on from here; cart: 7f3a",
  ],
  [{ laterSec: 0 }, "goes on from here, 0 ms later"],
  [{ attributes: { "messaging.system": "sns", "messaging.destination.name": "news" } }, "through topic news"],
  [
    {
      through: "jobs",
      attributes: { "messaging.destination": "old", "messaging.destination.name": "new" },
    },
    "through new",
  ],
  [{ through: "jobs", attributes: { "messaging.destination": 7 } }, "through jobs"],
  [{ way: "before", summary: { startSec: 3661, outcome: "ok", name: "shop" } }, "led here, at 01:01:01"],
  [
    {
      laterSec: 2,
      summary: { startSec: 3661, outcome: "ok", name: "shop" },
      attributes: { retry: true, n: 2 },
    },
    "goes on from here, 2.00 s later; retry: true; n: 2",
  ],
])("of %j it says %j", (members, words) => {
  expect(linkedWords({ ...link, ...members }, 0).replaceAll("\u00a0", " ")).toBe(words);
});

test("a request is told by method and path, a message by nothing", () => {
  const summary = { startSec: 0, outcome: "ok", name: "shop" } as const;
  expect(requestWords({ ...summary, method: "GET", url: "http://shop.local/cart?x=1" })).toBe("GET /cart");
  expect(requestWords({ ...summary, url: "not a url" })).toBe("not a url");
  expect(requestWords(summary)).toBe("");
});
