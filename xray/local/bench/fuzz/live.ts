import { createSocket } from "node:dgram";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeContext } from "../../src/api/testing/make-context.ts";
import { makeServer } from "../../src/api/testing/make-server.ts";
import { createCollector } from "../../src/collector/collector.ts";
import * as sdk from "../../src/protocol/testing/sdk-documents.ts";
import { createTraceStore } from "../../src/store/sqlite-trace-store.ts";
import { makeSegment, makeTraceId } from "../make-segment.ts";
import { mutateBytes, mutateJson, mutateText } from "./mutate.ts";
import type { Random } from "./random.ts";

const DOCUMENTS = Object.values(sdk) as [object, ...object[]];
const HEADER = '{"format":"json","version":1}\n';
/** One of this many is valid. */
const VALID_EVERY = 10;
const DATAGRAMS_A_BURST = 50;
const DOCUMENTS_A_REQUEST = 50;
const SETTLED_AFTER_MS = 500;

export interface LiveResult {
  cases: number;
  /** Documents that had to be stored, and those that were not. */
  valid: number;
  lost: number;
  rejected: number;
  /** What the server logged as a defect, and how often its answer was wrong. */
  defects: number;
}

/**
 * Sends broken documents among valid ones to a listening server, half by UDP and half by HTTP, and checks what was
 * stored.
 */
export async function fuzzServer(cases: number, random: Random): Promise<LiveResult> {
  const directory = await mkdtemp(join(tmpdir(), "xray-fuzz-"));
  const store = await createTraceStore({ directory, capBytes: 2e9, retentionSec: 86_400 });
  const collector = await createCollector({ store, host: "127.0.0.1", port: 0 });
  const server = await makeServer({ context: makeContext({ store }) });
  const socket = createSocket("udp4");
  const startSec = Date.now() / 1000;
  const valid: string[] = [];
  let defects = 0;

  function makeText(serial: number): string {
    if (serial % VALID_EVERY === 0) {
      valid.push(makeTraceId(serial, startSec));
      return makeSegment(serial, startSec);
    }
    return mutateText(JSON.stringify(mutateJson(random.pick(DOCUMENTS), random)), random);
  }

  async function sendBurst(first: number): Promise<void> {
    for (let serial = first; serial < first + DATAGRAMS_A_BURST; serial += 1) {
      const bytes = Buffer.from(HEADER + makeText(serial));
      const datagram = serial % VALID_EVERY === 0 ? bytes : mutateBytes(bytes, random);
      socket.send(datagram.subarray(0, 60_000), collector.address.port, "127.0.0.1");
    }
    await sleep(2);
  }

  async function putSome(first: number): Promise<void> {
    const documents = Array.from({ length: DOCUMENTS_A_REQUEST }, (_, at) => makeText(first + at));
    const body = JSON.stringify({ TraceSegmentDocuments: documents });
    const response = await fetch(`${server.url}/TraceSegments`, { method: "POST", body });
    await response.text();
    if (response.status !== 200) defects += 1;
  }

  for (let serial = 0; serial < cases; serial += DATAGRAMS_A_BURST + DOCUMENTS_A_REQUEST) {
    await sendBurst(serial);
    await putSome(serial + DATAGRAMS_A_BURST);
  }
  for (let before = -1; before !== store.arrivals().received; await sleep(SETTLED_AFTER_MS))
    before = store.arrivals().received;
  const lost = valid.filter(
    (id) => store.facts(id)?.services.some(({ id: { Name } }) => Name === "backend-flask") !== true,
  );
  const { rejected } = store.arrivals();
  socket.close();
  await server.close();
  await collector.close();
  await store.close();
  await rm(directory, { recursive: true });
  return { cases, valid: valid.length, lost: lost.length, rejected, defects: defects + server.errors.length };
}
