import assert from "node:assert/strict";
import { until } from "../until.ts";
import type { Observer } from "../observer.ts";

/** A segment or subsegment as it was sent. */
export type Sent = Readonly<Record<string, unknown>>;

/** The only segment of a trace, as soon as it is stored. */
export function segmentOf(observer: Observer, traceId: string): Promise<Sent> {
  return until(async () => {
    const [segment] = await observer.documents(traceId);
    assert.ok(segment, `trace ${traceId} did not arrive`);
    return segment;
  });
}

/** The subsegment of that name, at any depth, whether it was sent inside its segment or alone. */
export async function subsegmentOf(observer: Observer, traceId: string, name: string): Promise<Sent> {
  const documents = await observer.documents(traceId);
  const found = documents.flatMap(withSubsegments).find((each) => each["name"] === name);
  assert.ok(found, `no subsegment ${name}`);
  return found;
}

function withSubsegments(entity: Sent): readonly Sent[] {
  const inner = Array.isArray(entity["subsegments"]) ? (entity["subsegments"] as Sent[]) : [];
  return [entity, ...inner.flatMap(withSubsegments)];
}

/** The rule that decided, as each SDK names it. */
export function ruleOf(segment: Sent): string | undefined {
  const { xray } = (segment["aws"] ?? {}) as { xray?: Record<string, string> };
  const { default: attributes } = (segment["metadata"] ?? {}) as { default?: Record<string, string> };
  return xray?.["rule_name"] ?? xray?.["sampling_rule_name"] ?? attributes?.["aws.xray.sampling_rule"];
}
