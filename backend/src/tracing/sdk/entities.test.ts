import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createUdpSender } from "../../daemon/udp-sender.ts";
import { makeDaemon } from "../../testing/daemon.ts";
import type { TestDaemon } from "../../testing/daemon.ts";
import { silentLogger } from "../../testing/database.ts";
import { sendThrough, tellTimeBy, wasSent } from "./entities.ts";
import { AWSXRay } from "./sdk.ts";

let daemon: TestDaemon;
beforeAll(async () => {
  daemon = await makeDaemon();
});
afterAll(() => daemon.close());

test("segments go to the daemon through our socket, which can be waited for", async () => {
  const sender = createUdpSender(daemon.address.udp, silentLogger);
  sendThrough((toDocument) => sender.send(toDocument));
  for (let index = 0; index < 50; index += 1) new AWSXRay.Segment(`flushed ${index}`).close();
  await sender.close();
  await daemon.drain();
  expect(daemon.documents.filter((document) => document.name.startsWith("flushed"))).toHaveLength(50);
  sendThrough(() => undefined);
});

test("the SDK tells time by our clock", () => {
  let nowSec = 1_795_218_986.638_25;
  tellTimeBy(() => nowSec);
  const segment = new AWSXRay.Segment("timed");
  nowSec += 0.000_5;
  const step = segment.addNewSubsegment("step");
  step.close();
  expect(segment.start_time).toBe(1_795_218_986.638_25);
  expect(step).toMatchObject({ start_time: nowSec, end_time: nowSec });
  tellTimeBy(() => Date.now() / 1_000);
});

describe("wasSent", () => {
  test("is false until the segment and its last step are closed", () => {
    const segment = new AWSXRay.Segment("sent");
    const step = segment.addNewSubsegment("step");
    const inner = step.addNewSubsegment("inner");
    expect(wasSent(segment)).toBe(false);
    segment.close();
    expect(wasSent(inner)).toBe(false);
    inner.close();
    step.close();
    expect([wasSent(segment), wasSent(step), wasSent(inner)]).toEqual([true, true, true]);
  });
});

describe("a segment of the SDK", () => {
  const traceIdOf = (root?: string | null) => new AWSXRay.Segment("rooted", root).trace_id;

  test.each([
    ["1-5759e988-bd862e3fe1be46a994272793", "1-5759e988-bd862e3fe1be46a994272793"],
    ["1-6B0D69D7-0D117C42C740B689C99FA3DE", "1-6b0d69d7-0D117C42C740B689C99FA3DE"],
    ["1-5759e988-SHORT", "1-5759e988-SHORT"],
  ])("takes the root %s over, as the SDK does", (root, expected) => {
    expect(traceIdOf(root)).toBe(expected);
  });

  test.each([undefined, null, "", "5759e988bd862e3fe1be46a994272793", "no-trace-id"])(
    "starts a trace of its own for the root %s",
    (root) => {
      expect(traceIdOf(root)).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    },
  );

  test("ends, whatever the error that it is to record", () => {
    const documents: unknown[] = [];
    sendThrough((toDocument) => documents.push(JSON.parse(toDocument())));
    const segment = new AWSXRay.Segment("ended");
    const error = Object.assign(new Error("odd"), { stack: 5 });
    segment.addNewSubsegment("step").close(error);
    segment.close(error);
    expect(documents).toMatchObject([
      { name: "ended", fault: true, subsegments: [{ name: "step", fault: true }] },
    ]);
    sendThrough(() => undefined);
  });
});
