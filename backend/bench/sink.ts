/**
 * Takes the place of the daemon and of the Collector: counts what arrives and answers sampling rules. As a process it
 * takes a list of fixed rates over IPC, and answers with an address for each. Much cheaper than the local X-Ray, which
 * would compete with the server for the second core.
 */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What to sample: so many requests per second, and a share (0 to 1) of the others. */
export interface SampleRule {
  reservoir: number;
  rate: number;
}

export interface SinkAddress {
  /** On 127.0.0.1: for segments. */
  udpPort: number;
  /** On 127.0.0.1: `/GetSamplingRules`, `/SamplingTargets`, OTLP at `/v1/traces`, `/count` for what arrived. */
  tcpPort: number;
}

/** What a sink has received so far. */
export interface Arrivals {
  datagrams: number;
  otlpBytes: number;
}

const RECEIVE_BUFFER_BYTES = 4 * 2 ** 20;
const RULE_NAME = "Flask";

async function createSink(rule: SampleRule): Promise<SinkAddress> {
  const arrivals: Arrivals = { datagrams: 0, otlpBytes: 0 };
  const udp = createSocket({ type: "udp4", recvBufferSize: RECEIVE_BUFFER_BYTES });
  udp.on("message", () => (arrivals.datagrams += 1));
  udp.bind(0, "127.0.0.1");
  const http = createServer((request, response) => answer(rule, arrivals, request, response));
  http.listen(0, "127.0.0.1");
  await Promise.all([once(udp, "listening"), once(http, "listening")]);
  return { udpPort: udp.address().port, tcpPort: (http.address() as AddressInfo).port };
}

function answer(rule: SampleRule, arrivals: Arrivals, request: IncomingMessage, response: ServerResponse) {
  const isOtlp = request.url === "/v1/traces";
  request.on("data", (chunk: Buffer) => {
    if (isOtlp) arrivals.otlpBytes += chunk.length;
  });
  request.on("end", () => response.end(JSON.stringify(toBody(request.url ?? "", rule, arrivals))));
}

function toBody(path: string, rule: SampleRule, arrivals: Arrivals): unknown {
  if (path === "/count") return arrivals;
  if (path === "/GetSamplingRules") return { SamplingRuleRecords: [{ SamplingRule: toSamplingRule(rule) }] };
  if (path !== "/SamplingTargets") return {};
  const nowSec = Math.floor(Date.now() / 1_000);
  return {
    SamplingTargetDocuments: [
      {
        RuleName: RULE_NAME,
        FixedRate: rule.rate,
        ReservoirQuota: rule.reservoir,
        ReservoirQuotaTTL: nowSec + 300,
        Interval: 10,
      },
    ],
    LastRuleModification: 0,
    UnprocessedStatistics: [],
  };
}

function toSamplingRule({ reservoir, rate }: SampleRule): Record<string, unknown> {
  return {
    RuleName: RULE_NAME,
    Priority: 9_000,
    FixedRate: rate,
    ReservoirSize: reservoir,
    ServiceName: "backend-flask",
    ServiceType: "*",
    Host: "*",
    HTTPMethod: "*",
    URLPath: "*",
    ResourceARN: "*",
    Version: 1,
    Attributes: {},
  };
}

process.once("message", (rules: readonly SampleRule[]) => {
  void Promise.all(rules.map(createSink)).then((addresses) => process.send?.(addresses));
});
process.once("disconnect", () => process.exit());
