import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceShape } from "./chunk-columns.ts";

/** A shape as it is written: one object for all traces that have it, as long as not too many others come. */
export interface ShapeLine {
  readonly line: string;
}

/** Shapes repeat: finding a known one by its key takes a fraction of the time of writing it as JSON. */
const known = new Map<string, ShapeLine>();
const MAX_KNOWN = 2000;

export function toShapeLine(facts: TraceFacts): ShapeLine {
  const key = toShapeKey(facts);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const shape = { line: JSON.stringify(toShape(facts)) };
  known.set(key, shape);
  return shape;
}

/** Differs where the shapes differ: every text is led by its length, every list by its count. */
function toShapeKey(facts: TraceFacts): string {
  let key = `${facts.entryPoint}`;
  for (const { id, root, inferred, client } of facts.services) {
    key += `|${root ? "r" : ""}${inferred ? "i" : ""}${client ? "c" : ""}${led(id.Name)}${led(id.Type)}${led(id.AccountId)}`;
    key += joinLed(id.Names);
  }
  key += "/";
  for (const { from, to, asynchronous } of facts.edges) key += `${from}${asynchronous ? "~" : "-"}${to},`;
  return `${key}${joinLed(facts.resourceArns)}${joinLed(facts.instanceIds)}${joinLed(facts.availabilityZones)}`;
}

function led(text: string | undefined): string {
  return text === undefined ? "?" : `${text.length}:${text}`;
}

function joinLed(texts: readonly string[]): string {
  let joined = `#${texts.length} `;
  for (const text of texts) joined += led(text);
  return joined;
}

function toShape(facts: TraceFacts): TraceShape {
  return {
    services: facts.services.map(({ id, root, inferred, client }) => ({ id, root, inferred, client })),
    edges: facts.edges.map(({ from, to, asynchronous }) => ({ from, to, asynchronous })),
    entryPoint: facts.entryPoint,
    resourceArns: facts.resourceArns,
    instanceIds: facts.instanceIds,
    availabilityZones: facts.availabilityZones,
  };
}
