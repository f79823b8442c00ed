/**
 * Replaces the inside of the SDK's segments and subsegments: they send what the SDK sends (golden/), at a lower cost.
 * entities.test.ts checks what this relies on.
 */
import { newEntityId, newTraceId } from "../ids.ts";
import { isTraceId } from "../trace-id.ts";
import { contain } from "./failure.ts";
import type { Entity, Segment, Subsegment } from "./entity.ts";
import { segmentEmitter, segmentInside, segmentUtils, subsegmentInside, TraceId } from "./sdk.ts";

/** What the SDK keeps in a segment or subsegment for itself. */
interface Insides {
  id: string;
  name: string;
  trace_id?: string;
  parent_id?: string;
  start_time: number;
  end_time?: number;
  in_progress?: boolean | undefined;
  counter: number;
  notTraced?: boolean;
  aws?: { xray?: object };
  origin?: string;
  subsegments?: readonly unknown[];
  addError(error: Error | string, isRemote?: boolean): void;
}

interface SegmentInsides extends Insides {
  setServiceData(data: unknown): void;
  addPluginData(data: object): void;
  setSDKData(data: object): void;
  flush(): void;
  format(): string;
}

interface SubsegmentInsides extends Insides {
  segment?: Insides;
  parent?: Segment | Subsegment;
  streamSubsegments(): boolean | undefined;
}

/**
 * Passes each complete segment to `send`, which turns it into a document when it wants to. (segment_emitter.js, send)
 */
export function sendThrough(send: (toDocument: () => string) => void): void {
  segmentEmitter.send = (entity) => send(() => entity.format());
}

/** `nowSec`: epoch seconds. */
export function tellTimeBy(nowSec: () => number): void {
  segmentUtils.getCurrentTime = nowSec;
}

/** Whether the segment was sent: a step added now would send it a second time. */
export function wasSent(entity: Entity): boolean {
  const root = "segment" in entity ? entity.segment : entity;
  if (!root) return false;
  const { counter } = root as unknown as Insides;
  return root.isClosed() && counter <= 0;
}

/** segment.js, init: draws random bytes three times. */
function initSegment(this: SegmentInsides, name: string, rootId?: string, parentId?: string): void {
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

function toTraceId(rootId: unknown): string {
  if (!rootId || typeof rootId !== "string") return newTraceId();
  return isTraceId(rootId) ? rootId : TraceId.FromString(rootId).toString();
}

/** subsegment.js, init. */
function initSubsegment(this: Insides, name: string): void {
  if (typeof name !== "string") throw new Error("Subsegment name must be of type string.");
  this.id = newEntityId();
  this.name = name;
  this.start_time = segmentUtils.getCurrentTime();
  this.in_progress = true;
  this.counter = 0;
  this.notTraced = false;
}

/** segment.js, setMatchedSamplingRule: copies all of `aws` by way of its text. */
function setMatchedSamplingRule(this: Insides, ruleName: string): void {
  this.aws = { ...this.aws, xray: { ...this.aws?.xray, rule_name: ruleName } };
}

/**
 * segment.js, close: deletes a member, which makes an object that is slow to serialize; stays open after an error that
 * it cannot record.
 */
function closeSegment(this: SegmentInsides, error?: Error | string | null, isRemote?: boolean): void {
  this.end_time ||= segmentUtils.getCurrentTime();
  if (error !== undefined) contain(() => this.addError(error as Error, isRemote));
  this.in_progress = undefined;
  if ("exception" in this) delete this.exception;
  if (this.counter <= 0) this.flush();
}

/** subsegment.js, close: the same. */
function closeSubsegment(this: SubsegmentInsides, error?: Error | string | null, isRemote?: boolean): void {
  const { parent, segment } = this;
  this.end_time = segmentUtils.getCurrentTime();
  this.in_progress = undefined;
  if (error) contain(() => this.addError(error, isRemote));
  parent?.decrementCounter();
  if (segment && segment.counter > segmentUtils.getStreamingThreshold() && this.streamSubsegments()) {
    parent?.removeSubsegment(this as unknown as Subsegment);
  }
}

/** segment.js, flush: sends a copy. */
function flushSegment(this: SegmentInsides): void {
  if (this.notTraced === true) return;
  if ("exception" in this) delete this.exception;
  segmentEmitter.send(this);
}

/** segment_utils.js, getJsonStringifyReplacer: calls a function for each value, because of the rare BigInt. */
function serialize(this: unknown, value: unknown = this): string {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each));
  }
}

function formatSegment(this: { serialize(): string }): string {
  return this.serialize();
}

/** Without the empty list that streaming leaves. */
function toJson(this: Insides): unknown {
  return this.subsegments?.length === 0 ? { ...this, subsegments: undefined } : this;
}

/**
 * Keeps members that must not be sent under symbols, which JSON ignores; the SDK copies each segment twice, and each
 * subsegment once, to leave them out.
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

hide(segmentInside, ["counter", "notTraced"]);
hide(subsegmentInside, ["counter", "segment", "parent"]);
Object.assign(segmentInside, {
  init: initSegment,
  setMatchedSamplingRule,
  close: closeSegment,
  flush: flushSegment,
  format: formatSegment,
  serialize,
  toJSON: toJson,
});
Object.assign(subsegmentInside, {
  init: initSubsegment,
  close: closeSubsegment,
  serialize,
  toJSON: toJson,
});
