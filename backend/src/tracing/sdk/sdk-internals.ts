/**
 * All that reaches into aws-xray-sdk-core 3.12 past what it exports, and where the rest of this folder gets the SDK from.
 * sdk-internals.test.ts fails when a new version of the SDK changes something that is relied on here.
 */
import { createRequire } from "node:module";
import type * as SDK from "aws-xray-sdk-core";
import type { Segment, Subsegment } from "aws-xray-sdk-core";
import type { DaemonAddress } from "../../daemon-address.ts";
import { namespace } from "../context.ts";
import { newEntityId, newTraceId } from "../ids.ts";

interface Target {
  rate: number;
  quota?: number;
  TTL: number;
  interval?: number;
}

type TargetsCallback = (error: unknown, targets?: Record<string, Target>, ruleFreshness?: number) => void;

interface ServiceConnector {
  fetchTargets(rules: unknown, callback: TargetsCallback): void;
}

/** What rules look at. */
export interface SampleRequest {
  host: string | undefined;
  httpMethod: string | undefined;
  urlPath: string | undefined;
  serviceName: string;
}

interface Rule {
  host: string;
  httpMethod: string;
  urlPath: string;
  serviceName: string;
  serviceType: string;
  isDefault(): boolean;
  canBorrow(): boolean;
  getName(): string;
  getRate(): number;
  getReservoir(): { borrowOrTake(nowSec: number, canBorrow: boolean): "borrow" | "take" | false | undefined };
  incrementRequestCount(): void;
  incrementBorrowCount(): void;
  incrementSampledCount(): void;
}

interface SegmentUtils {
  getCurrentTime(): number;
  serviceData?: unknown;
  pluginData?: object;
  origin?: string;
  sdkData?: object;
}

/** A segment or subsegment with what the SDK keeps in it for itself. */
interface Entity {
  id: string;
  name: string;
  trace_id?: string;
  parent_id?: string;
  start_time: number;
  end_time?: number;
  in_progress?: boolean | undefined;
  counter: number;
  notTraced?: boolean;
  service?: unknown;
  aws?: { xray?: object };
  origin?: string;
  subsegments?: readonly unknown[];
}

const require = createRequire(import.meta.url);
const sdkRequire = createRequire(require.resolve("aws-xray-sdk-core"));
const load = (path: string): unknown => require(`aws-xray-sdk-core/dist/lib/${path}`);

/** Before the SDK is loaded: the namespaces of cls-hooked follow every asynchronous operation from the moment they exist. */
function replaceNamespace(): void {
  const cls = sdkRequire("cls-hooked/context") as Record<string, (name: string) => unknown>;
  for (const method of ["createNamespace", "getNamespace", "destroyNamespace"]) {
    const original = cls[method];
    cls[method] = (name) => (name === namespace.name ? namespace : original?.(name));
  }
}

replaceNamespace();
export const AWSXRay = require("aws-xray-sdk-core") as typeof SDK;

const daemonConfig = load("daemon_config") as { tcp_ip: string; tcp_port: number };
const emitter = load("segment_emitter") as { send(entity: { format(): string }): void };
const segmentUtils = load("segments/segment_utils") as SegmentUtils;
const sampler = load("middleware/sampling/default_sampler") as {
  start(): void;
  shouldSample(request: SampleRequest): string | boolean | undefined;
};
const rulePoller = load("middleware/sampling/rule_poller") as { start(): void };
const ruleCache = load("middleware/sampling/rule_cache") as {
  rules: readonly Rule[];
  getLastUpdated(): number | null;
};
const connector = load("middleware/sampling/service_connector") as ServiceConnector;

/** Where sampling rules come from. Unlike `setDaemonAddress` this also works when the environment has an address of its own. */
export function askDaemon({ tcp }: Pick<DaemonAddress, "tcp">): void {
  daemonConfig.tcp_ip = tcp.host;
  daemonConfig.tcp_port = tcp.port;
}

/**
 * Has `send` take each segment that is complete. It becomes header line and document when asked to, which may be later;
 * undefined, with a line in the log, when its metadata cannot be written as JSON. (segment_emitter.js, send: throws then.)
 */
export function sendThrough(send: (toMessage: () => string | undefined) => void): void {
  emitter.send = (entity) => send(() => toMessage(entity));
}

function toMessage(entity: { format(): string }): string | undefined {
  try {
    return `{"format":"json","version":1}\n${entity.format()}`;
  } catch (error) {
    AWSXRay.getLogger().error(`A segment is not sent, as it cannot be written as JSON: ${String(error)}`);
    return undefined;
  }
}

/** `nowSec`: epoch seconds. */
export function tellTimeBy(nowSec: () => number): void {
  segmentUtils.getCurrentTime = nowSec;
}

/**
 * What the rules say of a request: the name of the rule by which it is sampled, `true` where one of the SDK's own rules samples
 * it, otherwise false. Counts in the statistics of its rule. (default_sampler.js, shouldSample and processMatchedRule: makes the
 * text of a log line for each request, read or not.)
 */
export function decideSampling(request: SampleRequest): string | boolean {
  const nowSec = Math.floor(Date.now() / 1_000);
  const rule = matchRule(request, nowSec);
  if (rule === undefined) return sampler.shouldSample(request) ?? false;
  rule.incrementRequestCount();
  const taken = rule.getReservoir().borrowOrTake(nowSec, rule.canBorrow());
  if (taken === "borrow") rule.incrementBorrowCount();
  else if (taken === "take" || Math.random() <= rule.getRate()) rule.incrementSampledCount();
  else return false;
  return rule.getName();
}

/** rule_cache.js: so long after they came, rules count as unknown. */
const RULES_LAST_SEC = 3_600;

/** rule_cache.js, getMatchedRule, and sampling_rule.js, match: goes through all rules, and compares with `*` too. */
export function matchRule(request: SampleRequest, nowSec: number): Rule | undefined {
  const updatedSec = ruleCache.getLastUpdated();
  if (!updatedSec || nowSec > updatedSec + RULES_LAST_SEC) return undefined;
  return ruleCache.rules.find(
    (rule) =>
      rule.isDefault() ||
      (fits(rule.serviceName, request.serviceName) &&
        fits(rule.urlPath, request.urlPath) &&
        fits(rule.httpMethod, request.httpMethod) &&
        fits(rule.host, request.host) &&
        fits(rule.serviceType, segmentUtils.origin)),
  );
}

function fits(pattern: string, text: string | undefined): boolean {
  return pattern === "*" || !text || pattern === text || AWSXRay.utils.wildcardMatch(pattern, text);
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

const PLAIN_TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/** segment.js, init: draws random bytes three times. */
function initSegment(this: Entity & Segment, name: string, rootId?: string, parentId?: string): void {
  if (typeof name !== "string") throw new Error("Segment name must be of type string.");
  this.trace_id = toTraceId(rootId);
  this.id = newEntityId();
  this.start_time = segmentUtils.getCurrentTime();
  this.name = name;
  this.in_progress = true;
  this.counter = 0;
  if (parentId) this.parent_id = parentId;
  const { serviceData, pluginData, origin, sdkData } = segmentUtils;
  if (serviceData) this.setServiceData(serviceData);
  if (pluginData) this.addPluginData(pluginData);
  if (origin) this.origin = origin;
  if (sdkData) this.setSDKData(sdkData);
}

function toTraceId(rootId: string | undefined): string {
  if (!rootId || typeof rootId !== "string") return newTraceId();
  return PLAIN_TRACE_ID.test(rootId) ? rootId : AWSXRay.TraceID.FromString(rootId).toString();
}

/** subsegment.js, init. */
function initSubsegment(this: Entity, name: string): void {
  if (typeof name !== "string") throw new Error("Subsegment name must be of type string.");
  this.id = newEntityId();
  this.name = name;
  this.start_time = segmentUtils.getCurrentTime();
  this.in_progress = true;
  this.counter = 0;
  this.notTraced = false;
}

/** segment.js, setMatchedSamplingRule: copies all of `aws` by way of its text. */
function setMatchedSamplingRule(this: Entity, ruleName: string): void {
  this.aws = { ...this.aws, xray: { ...this.aws?.xray, rule_name: ruleName } };
}

/** segment.js, close: deletes a member, which makes an object that is slow to serialize. */
function closeSegment(
  this: Entity & Omit<Segment, keyof Entity>,
  error?: Error | string | null,
  isRemote?: boolean,
): void {
  this.end_time ||= segmentUtils.getCurrentTime();
  if (error !== undefined) this.addError(error as Error, isRemote);
  this.in_progress = undefined;
  if ("exception" in this) delete this.exception;
  if (this.counter <= 0) this.flush();
}

/** subsegment.js, close: as above. */
function closeSubsegment(
  this: Entity & Omit<Subsegment, keyof Entity>,
  error?: Error | string | null,
  isRemote?: boolean,
): void {
  const { parent } = this;
  const segment = this.segment as (Segment & { counter: number }) | undefined;
  this.end_time = segmentUtils.getCurrentTime();
  this.in_progress = undefined;
  if (error) this.addError(error, isRemote);
  parent?.decrementCounter();
  if (segment && segment.counter > AWSXRay.SegmentUtils.getStreamingThreshold() && this.streamSubsegments()) {
    parent?.removeSubsegment(this as unknown as Subsegment);
  }
}

/** segment.js, flush: sends a copy. */
function flushSegment(this: Entity & { exception?: unknown; format(): string }): void {
  if (this.notTraced === true) return;
  if ("exception" in this) delete this.exception;
  emitter.send(this);
}

/** segment_utils.js, getJsonStringifyReplacer: asks a function about each value, for the sake of the rare BigInt. */
function serialize(this: unknown, value: unknown = this): string {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each));
  }
}

function formatSegment(this: Entity & { serialize(): string }): string {
  return this.serialize();
}

/** Without the empty list that streaming leaves behind. */
function toJson(this: Entity): unknown {
  return this.subsegments?.length === 0 ? { ...this, subsegments: undefined } : this;
}

/**
 * Keeps members that are not to be sent under symbols, which JSON does not see; the SDK copies each segment twice and each
 * subsegment once to leave them out.
 */
function hide(prototype: object, names: readonly string[]): void {
  for (const name of names) {
    const key = Symbol(name);
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Record<symbol, unknown>) {
        return this[key];
      },
      set(this: Record<symbol, unknown>, value: unknown) {
        this[key] = value;
      },
    });
  }
}

hide(AWSXRay.Segment.prototype, ["counter", "notTraced"]);
hide(AWSXRay.Subsegment.prototype, ["counter", "segment", "parent"]);
Object.assign(AWSXRay.Segment.prototype, {
  init: initSegment,
  setMatchedSamplingRule,
  close: closeSegment,
  flush: flushSegment,
  format: formatSegment,
  serialize,
  toJSON: toJson,
});
Object.assign(AWSXRay.Subsegment.prototype, {
  init: initSubsegment,
  close: closeSubsegment,
  serialize,
  toJSON: toJson,
});
