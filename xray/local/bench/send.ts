import { createSocket } from "node:dgram";
import { setTimeout as sleep } from "node:timers/promises";
import { makeSegment, makeTraceId } from "./make-segment.ts";

/**
 * Sends segments to 127.0.0.1 at an even rate: `node send.ts <port> <segments a second> <seconds>`. Their start is the
 * moment of sending. Prints as lines of JSON the id of a trace now and then, with its start, and at the end how many
 * the kernel took and how long that lasted.
 */
const [port = 0, perSecond = 0, seconds = 0] = process.argv.slice(2).map(Number);
const TICK_MS = 4;
const TELL_EVERY_MS = 250;

const socket = createSocket({ type: "udp4", sendBufferSize: 4 * 2 ** 20 });
const outcome = { handed: 0, sent: 0, failed: 0 };

const onSent = (error: Error | null): void => {
  if (error === null) outcome.sent += 1;
  else outcome.failed += 1;
};

const startedMs = performance.now();
let nextTellMs = 0;
for (let elapsedMs = 0; elapsedMs < seconds * 1000; elapsedMs = performance.now() - startedMs) {
  const due = Math.min(perSecond * seconds, Math.floor((perSecond * elapsedMs) / 1000));
  for (; outcome.handed < due; outcome.handed += 1) {
    const startSec = Date.now() / 1000;
    const text = `{"format":"json","version":1}\n${makeSegment(outcome.handed, startSec)}`;
    socket.send(text, port, "127.0.0.1", onSent);
    if (elapsedMs < nextTellMs) continue;
    nextTellMs += TELL_EVERY_MS;
    print({ id: makeTraceId(outcome.handed, startSec), startSec });
  }
  await sleep(TICK_MS);
}
while (outcome.sent + outcome.failed < outcome.handed) await sleep(TICK_MS);
const lastedSec = (performance.now() - startedMs) / 1000;
socket.close();
print({ sent: outcome.sent, failed: outcome.failed, lastedSec });

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
