import { expect, test } from "vitest";
import { makeSegment, makeSubsegment } from "../trace/testing/make-documents.ts";
import { readLinkedTraces } from "./read-linked-traces.ts";
import { makeContext, NOW_SEC } from "./testing/make-context.ts";

const idOf = (number: number, atSec = NOW_SEC) =>
  `1-${Math.floor(atSec).toString(16).padStart(8, "0")}-${number.toString(16).padStart(24, "0")}`;
const OWN = idOf(1);
const SEND = "00000000000000a1";

/** Sends to the queue `jobs`. */
const own = (links: object[] = []) =>
  makeSegment("api", {
    trace_id: OWN,
    start_time: NOW_SEC,
    end_time: NOW_SEC + 1,
    links,
    subsegments: [
      makeSubsegment("SQS", {
        id: SEND,
        namespace: "aws",
        start_time: NOW_SEC + 0.5,
        end_time: NOW_SEC + 0.6,
        aws: { operation: "SendMessage", queue_url: "https://sqs.eu-west-1.amazonaws.com/1/jobs" },
      }),
    ],
  } as object);
const other = (number: number, atSec: number, links: object[] = [], members: object = {}) =>
  makeSegment("worker", {
    id: `00000000000000b${number}`,
    trace_id: idOf(number, atSec),
    start_time: atSec,
    end_time: atSec + 0.25,
    links,
    ...members,
  } as object);

async function linkedTo(traceId: string, ...documents: object[]) {
  const context = makeContext();
  await context.store.put(documents.map((document) => JSON.stringify(document)));
  return readLinkedTraces(new URLSearchParams({ trace: traceId }), context);
}

test("tells of traces that name this one, through what and how much later", async () => {
  const consumer = other(2, NOW_SEC + 2, [
    { trace_id: OWN, id: SEND, attributes: { "messaging.destination.name": "jobs" } },
  ]);
  const { traces, lookedThrough } = await linkedTo(OWN, own(), consumer, other(3, NOW_SEC + 3));
  expect(traces).toEqual([
    {
      id: idOf(2, NOW_SEC + 2),
      way: "after",
      ownStepId: SEND,
      otherStepId: "00000000000000b2",
      attributes: { "messaging.destination.name": "jobs" },
      through: expect.stringContaining("SQS"),
      laterSec: 1.5,
      summary: { startSec: NOW_SEC + 2, responseSec: 0.25, outcome: "ok", name: "worker" },
    },
  ]);
  expect(lookedThrough.startSec).toBeLessThan(NOW_SEC);
  expect(lookedThrough.endSec).toBeGreaterThan(NOW_SEC + 3000);
});

test("tells of traces that this one names, also where nothing of them is kept", async () => {
  const named = other(2, NOW_SEC - 5, [], { fault: true, http: { response: { status: 500 } } });
  const { traces } = await linkedTo(
    OWN,
    own([
      { trace_id: idOf(2, NOW_SEC - 5), id: "00000000000000b2" },
      { trace_id: idOf(9), id: "00000000000000b9" },
    ]),
    named,
  );
  expect(traces).toMatchObject([
    { way: "before", summary: { outcome: "fault", status: 500 }, laterSec: 5 },
    { id: idOf(9), way: "before", otherStepId: "00000000000000b9" },
  ]);
  expect(traces[1]).not.toHaveProperty("summary");
});

test("follows a link to a child in its direction, and tells a trace once that links both ways", async () => {
  const child = { attributes: { "aws.xray.reserved.reference_type": "child" } };
  const consumer = other(2, NOW_SEC + 2, [{ trace_id: OWN, id: SEND }]);
  const documents = [own([{ trace_id: idOf(2, NOW_SEC + 2), id: "00000000000000b2", ...child }]), consumer];
  expect((await linkedTo(OWN, ...documents)).traces.map(({ id, way }) => [id, way])).toEqual([
    [idOf(2, NOW_SEC + 2), "after"],
  ]);
  const seenFromThere = await linkedTo(idOf(2, NOW_SEC + 2), ...documents);
  expect(seenFromThere.traces.map(({ id, way }) => [id, way])).toEqual([[OWN, "before"]]);
});

test("finds links among traces whose documents came one by one", async () => {
  const context = makeContext();
  const id = idOf(2, NOW_SEC + 2);
  await context.store.put([JSON.stringify(own())]);
  await context.store.put([JSON.stringify(other(2, NOW_SEC + 2))]);
  const late = makeSegment("later", {
    id: "00000000000000c1",
    trace_id: id,
    parent_id: "00000000000000b2",
    start_time: NOW_SEC + 2.1,
    end_time: NOW_SEC + 2.2,
    links: [{ trace_id: OWN, id: SEND }],
  });
  await context.store.put([JSON.stringify(late)]);
  const { traces } = await readLinkedTraces(new URLSearchParams({ trace: OWN }), context);
  expect(traces.map((trace) => trace.id)).toEqual([id]);
});

test("is empty for a trace of which nothing is kept, and says what it wants", async () => {
  expect((await linkedTo(OWN, other(2, NOW_SEC))).traces).toEqual([]);
  await expect(readLinkedTraces(new URLSearchParams("trace=x"), makeContext())).rejects.toThrow(
    /id of a trace/,
  );
});
