import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeDaemon } from "../testing/daemon.ts";
import type { TestDaemon } from "../testing/daemon.ts";
import { createUdpSender } from "./udp-sender.ts";
import type { UdpSender } from "./udp-sender.ts";

const told: { msg: string; err: { message: string } }[] = [];
const logger = pino(
  { level: "warn" },
  { write: (line: string) => void told.push(JSON.parse(line) as (typeof told)[number]) },
);

let daemon: TestDaemon;
let sender: UdpSender;
beforeEach(async () => {
  told.length = 0;
  daemon = await makeDaemon();
  sender = createUdpSender(daemon.address.udp, logger);
  return async () => {
    await sender.close();
    await daemon.close();
  };
});

const trace_id = "1-5759e988-bd862e3fe1be46a994272793";
const document = (id: string, rest: object = {}) => JSON.stringify({ id, name: "sent", trace_id, ...rest });
/** Of what has arrived, once `last` has. */
async function idsUpTo(last: string): Promise<string[]> {
  await daemon.waitFor(({ id }) => id === last);
  return daemon.documents.map(({ id }) => id);
}

test("documents are asked for when they leave, and left out when there is none", async () => {
  let asked = 0;
  sender.send(() => {
    asked += 1;
    return document("a");
  });
  sender.send(() => undefined);
  expect(asked).toBe(0);
  expect(await idsUpTo("a")).toEqual(["a"]);
  expect(asked).toBe(1);
});

test("a document that cannot be written is left out, the log says so, and the others leave", async () => {
  sender.send(() => {
    throw new TypeError("Converting circular structure to JSON");
  });
  sender.send(() => document("a"));
  expect(await idsUpTo("a")).toEqual(["a"]);
  expect(told).toMatchObject([
    { msg: expect.stringContaining("not sent"), err: { message: "Converting circular structure to JSON" } },
  ]);
});

test("a document that no datagram can hold goes in parts", async () => {
  const text = "x".repeat(40_000);
  const step = (id: string) => ({ id, name: "step", metadata: { default: { text } } });
  sender.send(() => document("a", { subsegments: [step("b"), step("c")] }));
  expect(await idsUpTo("a")).toEqual(["b", "c", "a"]);
  expect(daemon.documents[0]).toMatchObject({ type: "subsegment", parent_id: "a", trace_id });
});

let closed: UdpSender | undefined;
afterEach(() => closed?.close());

test("many at once do not wait for company", async () => {
  closed = createUdpSender(daemon.address.udp, logger);
  for (let index = 0; index < 32; index += 1) closed.send(() => document(String(index)));
  expect(await daemon.waitFor(({ id }) => id === "31")).toMatchObject({ name: "sent" });
});
