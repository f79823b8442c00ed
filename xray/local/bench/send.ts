import { createSocket } from "node:dgram";
import { setTimeout as sleep } from "node:timers/promises";
import { makeSegment } from "./make-segment.ts";

/**
 * Sends segments to 127.0.0.1 at an even rate: `node send.ts <port> <segments a second> <seconds>`. Their start is the
 * moment of sending. Prints as JSON how many the kernel took and how long that lasted.
 */
const [port = 0, perSecond = 0, seconds = 0] = process.argv.slice(2).map(Number);
const TICK_MS = 4;

const socket = createSocket({ type: "udp4", sendBufferSize: 4 * 2 ** 20 });
const outcome = { handed: 0, sent: 0, failed: 0 };

const onSent = (error: Error | null): void => {
  if (error === null) outcome.sent += 1;
  else outcome.failed += 1;
};

const startedMs = performance.now();
for (let elapsedMs = 0; elapsedMs < seconds * 1000; elapsedMs = performance.now() - startedMs) {
  const due = Math.min(perSecond * seconds, Math.floor((perSecond * elapsedMs) / 1000));
  for (; outcome.handed < due; outcome.handed += 1) {
    const text = `{"format":"json","version":1}\n${makeSegment(outcome.handed, Date.now() / 1000)}`;
    socket.send(text, port, "127.0.0.1", onSent);
  }
  await sleep(TICK_MS);
}
while (outcome.sent + outcome.failed < outcome.handed) await sleep(TICK_MS);
const lastedSec = (performance.now() - startedMs) / 1000;
socket.close();
process.stdout.write(`${JSON.stringify({ sent: outcome.sent, failed: outcome.failed, lastedSec })}\n`);
