import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { DaemonAddress } from "../daemon/address.ts";
import { flushSenders } from "../daemon/udp-sender.ts";

/** A segment or subsegment as it arrived, with the members that tests use. */
export interface ReceivedEntity {
  id: string;
  name: string;
  trace_id?: string;
  parent_id?: string;
  type?: string;
  start_time: number;
  end_time?: number;
  in_progress?: boolean;
  namespace?: string;
  user?: string;
  error?: boolean;
  fault?: boolean;
  throttle?: boolean;
  http?: { request?: { url?: string; method?: string }; response?: { status?: number } };
  aws?: { xray?: { rule_name?: string } };
  service?: Record<string, string>;
  sql?: Record<string, string>;
  annotations?: Record<string, string | number | boolean>;
  metadata?: Record<string, Record<string, unknown>>;
  cause?: { id?: string; exceptions?: { message: string; type: string; remote: boolean }[] };
  subsegments?: ReceivedEntity[];
}

export interface TestDaemon {
  address: DaemonAddress;
  /** Everything received so far, in order. */
  documents: readonly ReceivedEntity[];
  /** How often each path of the API was called. */
  calls: ReadonlyMap<string, number>;
  /** Answers of the API by path; replace them to change what it says. */
  answers: Record<string, unknown>;
  /** Resolves with the first document that matches, which may have arrived already. */
  waitFor(fits: (document: ReceivedEntity) => boolean): Promise<ReceivedEntity>;
  /** Resolves when everything that this process has sent, or was about to send, has arrived. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

const MARKER = "end of what was sent";

interface Place {
  /** An IPv4 address of this machine. */
  host?: string;
  /** 0 picks a free one. */
  udp?: number;
  tcp?: number;
}

/** Listens like the daemon: segments on UDP, the sampling API on TCP. By default everything is sampled. */
export async function makeDaemon({
  host = "127.0.0.1",
  udp: ownUdpPort = 0,
  tcp: ownTcpPort = 0,
}: Place = {}): Promise<TestDaemon> {
  const documents: ReceivedEntity[] = [];
  const calls = new Map<string, number>();
  const arrivals = new EventTarget();
  let markers = 0;

  const udp = createSocket({ type: "udp4", recvBufferSize: 4 * 1024 * 1024 });
  udp.on("message", (bytes) => {
    const text = bytes.toString("utf8");
    if (text === MARKER) markers += 1;
    else documents.push(JSON.parse(text.slice(text.indexOf("\n") + 1)) as ReceivedEntity);
    arrivals.dispatchEvent(new Event("arrival"));
  });
  udp.bind(ownUdpPort, host);
  await once(udp, "listening");

  const answers: Record<string, unknown> = {
    "/GetSamplingRules": { SamplingRuleRecords: [{ SamplingRule: makeRule() }] },
    "/SamplingTargets": { SamplingTargetDocuments: [], LastRuleModification: 0, UnprocessedStatistics: [] },
  };
  const api = createServer((request, response) => {
    const path = request.url ?? "";
    calls.set(path, (calls.get(path) ?? 0) + 1);
    response.end(JSON.stringify(answers[path] ?? {}));
  });
  api.listen(ownTcpPort, host);
  await once(api, "listening");

  async function waitUntil<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await once(arrivals, "arrival");
    }
  }

  const udpPort = udp.address().port;
  return {
    address: {
      udp: { host, port: udpPort },
      tcp: { host, port: (api.address() as AddressInfo).port },
    },
    documents,
    calls,
    answers,
    waitFor: (fits) => waitUntil(() => documents.find(fits)),
    async drain() {
      flushSenders();
      const awaited = markers + 1;
      udp.send(MARKER, udpPort, host);
      await waitUntil(() => (markers >= awaited ? true : undefined));
    },
    async close() {
      udp.close();
      api.closeAllConnections();
      api.close();
      await once(api, "close");
    },
  };
}

/** A rule of GetSamplingRules, which samples every request by default. */
export function makeRule(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    RuleName: "Default",
    Priority: 10_000,
    FixedRate: 1,
    ReservoirSize: 0,
    ServiceName: "*",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "*",
    ResourceARN: "*",
    Version: 1,
    Attributes: {},
    ...overrides,
  };
}

/** All steps below a segment or subsegment, parents before children. */
export function stepsOf(entity: ReceivedEntity): ReceivedEntity[] {
  return (entity.subsegments ?? []).flatMap((step) => [step].concat(stepsOf(step)));
}
