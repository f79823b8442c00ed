/**
 * All that reaches into aws-xray-sdk-core 3.12 past what it exports. sdk-internals.test.ts fails when a new version of the SDK
 * changes something that is relied on here.
 */
import { createRequire } from "node:module";
import type { Segment, Subsegment } from "aws-xray-sdk-core";
import type { DaemonAddress } from "../daemon-address.ts";
import type { UdpSender } from "./udp-sender.ts";

interface Target {
  rate: number;
  quota?: number;
  TTL: number;
  interval?: number;
}

type TargetsCallback = (error: unknown, targets?: Record<string, Target>, ruleFreshness?: number) => void;

interface DaemonConfig {
  udp_ip: string;
  udp_port: number;
  tcp_ip: string;
  tcp_port: number;
}

interface ServiceConnector {
  fetchTargets(rules: unknown, callback: TargetsCallback): void;
}

const require = createRequire(import.meta.url);
const load = (path: string): unknown => require(`aws-xray-sdk-core/dist/lib/${path}`);

const daemonConfig = load("daemon_config") as DaemonConfig;
const emitter = load("segment_emitter") as { socket?: UdpSender };
const segmentUtils = load("segments/segment_utils") as { getCurrentTime(): number };
const sampler = load("middleware/sampling/default_sampler") as { start(): void };
const rulePoller = load("middleware/sampling/rule_poller") as { start(): void };
const ruleCache = load("middleware/sampling/rule_cache") as { getLastUpdated(): number | null };
const connector = load("middleware/sampling/service_connector") as ServiceConnector;

/** Unlike `setDaemonAddress` this also works when the environment has an address of its own. */
export function sendToDaemon({ udp, tcp }: DaemonAddress): void {
  daemonConfig.udp_ip = udp.host;
  daemonConfig.udp_port = udp.port;
  daemonConfig.tcp_ip = tcp.host;
  daemonConfig.tcp_port = tcp.port;
}

/** Has segments sent through `sender`, which can be waited for. */
export function sendThrough(sender: UdpSender): void {
  emitter.socket = sender;
}

/** `nowSec`: epoch seconds. */
export function tellTimeBy(nowSec: () => number): void {
  segmentUtils.getCurrentTime = nowSec;
}

/** Starts to follow the service's rules now rather than at the first request, which the SDK decides by rules of its own. */
export function startSampling(): void {
  sampler.start();
}

/** The SDK asks for rules every five minutes; this asks at once. */
export function pollSamplingRules(): void {
  rulePoller.start();
}

export function hasSamplingRules(): boolean {
  return ruleCache.getLastUpdated() !== null;
}

let isClockMended = false;

/**
 * The SDK reads the seconds in GetSamplingTargets' answer as milliseconds, so that quotas have always run out and changed
 * rules are seen only after five minutes (aws-xray-sdk-core, service_connector.js, dateToEpoch).
 */
export function mendSamplingClock(): void {
  if (isClockMended) return;
  isClockMended = true;
  const fetchTargets = connector.fetchTargets.bind(connector);
  connector.fetchTargets = (rules, callback) => {
    fetchTargets(rules, (error, targets, ruleFreshness) => {
      if (error || !targets || ruleFreshness === undefined) return callback(error);
      for (const target of Object.values(targets)) target.TTL *= 1_000;
      // One second more: the cache's time is rounded down, and a rule may change in the second in which it was read.
      callback(undefined, targets, ruleFreshness * 1_000 + 1);
    });
  };
}

/** The segment has gone to the daemon: a step added now would have it sent a second time. */
export function wasSent(entity: Segment | Subsegment): boolean {
  const root = "segment" in entity ? entity.segment : entity;
  const { counter } = root as unknown as { counter: number };
  return root.isClosed() && counter <= 0;
}
