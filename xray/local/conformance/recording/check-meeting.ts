import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { newTraceId } from "../api-walk/documents.ts";
import type { Run } from "../client.ts";
import type { Observer } from "../observer.ts";
import { until } from "../until.ts";
import type { Sent } from "./documents-of.ts";

/** A service that asks the next one and answers then. */
export interface Relay {
  /** The name of its segments. */
  service: string;
  port: number;
}

export interface Relays {
  sdk: Relay;
  adot: Relay;
  node: Relay;
  /** With `OTEL_PROPAGATORS=tracecontext,baggage,xray`. */
  python: Relay;
  /** With `OTEL_PROPAGATORS=tracecontext,baggage`. */
  alone: Relay;
}

/** Longer than any of the exporters and the server take. */
const ALL_ARRIVED_MS = 1_000;

/** Sends requests through services of the X-Ray SDK and of OpenTelemetry, and checks which trace each segment is in. */
export async function checkMeeting({ check, observer }: Run, relays: Relays): Promise<void> {
  const { sdk, adot, node, python, alone } = relays;

  await check("one trace, the X-Ray SDK first", async () => {
    const ways = [sdk, node, sdk, python, sdk, adot];
    await ask("sdk-first", ways);
    await isOneWay(observer, "sdk-first", ways);
  });

  await check("one trace, OpenTelemetry first", async () => {
    const ways = [adot, sdk, node, sdk, python, sdk];
    await ask("otel-first", ways);
    await isOneWay(observer, "otel-first", ways);
  });

  await check("Sampled=0 through both", async () => {
    const root = newTraceId(Date.now() / 1_000);
    const parent = randomBytes(8).toString("hex");
    await ask("unsampled", [node, sdk, python], {
      "X-Amzn-Trace-Id": `Root=${root};Parent=${parent};Sampled=0`,
    });
    await sleep(ALL_ARRIVED_MS);
    assert.deepEqual(await observer.documents(root), []);
  });

  await check("of two headers, that of the last propagator", async () => {
    const root = newTraceId(Date.now() / 1_000);
    const [trace, parent] = [randomBytes(16).toString("hex"), randomBytes(8).toString("hex")];
    await ask("two-headers", [python], {
      traceparent: `00-${trace}-${parent}-01`,
      "X-Amzn-Trace-Id": `Root=${root};Parent=${parent};Sampled=1`,
    });
    await until(async () => assert.equal((await observer.documents(root)).length, 1));
  });

  await check("two traces without the propagator", async () => {
    await ask("apart", [sdk, alone]);
    await until(async () => assert.equal((await observer.summaries(urlHas("apart"))).length, 2));
  });
}

const urlHas = (mark: string): string => `http.url CONTAINS "/${mark}"`;

/** Sends one request that passes all services in turn. */
async function ask(
  mark: string,
  ways: readonly Relay[],
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const url = ways.reduceRight<string | undefined>((next, { port }) => {
    const query = next === undefined ? "" : `?to=${encodeURIComponent(next)}`;
    return `http://127.0.0.1:${port}/${mark}${query}`;
  }, undefined);
  const response = await fetch(url ?? "", { headers });
  assert.equal(response.status, 200, await response.text());
}

/** All segments are in one trace, and each is below a call of the one before. */
async function isOneWay(observer: Observer, mark: string, ways: readonly Relay[]): Promise<void> {
  await until(async () => {
    const found = await observer.summaries(urlHas(mark));
    assert.equal(found.length, 1, `${found.length} traces`);
    const documents = await observer.documents(found[0]?.Id ?? "");
    const parentOf = new Map(documents.flatMap((each) => linksOf(each, undefined)));
    const segments = documents.filter((each) => each["inferred"] !== true && each["type"] === undefined);
    let [way, at] = [1, segments.find((each) => !parentOf.get(String(each["id"])))];
    assert.equal(at?.["name"], ways[0]?.service);
    for (; way < ways.length; way += 1) {
      const before: unknown = at?.["id"];
      at = segments.find(
        (each) =>
          each["name"] === ways[way]?.service && isBelow(parentOf, String(each["id"]), String(before)),
      );
      assert.ok(at, `no segment of ${ways[way]?.service} below that of ${ways[way - 1]?.service}`);
    }
    assert.equal(segments.length, ways.length);
  });
}

/** The ids of a document's entities with those of their parents. */
function linksOf(entity: Sent, parent: string | undefined): readonly (readonly [string, string])[] {
  const id = String(entity["id"]);
  const above = parent ?? entity["parent_id"];
  const inner = Array.isArray(entity["subsegments"]) ? (entity["subsegments"] as Sent[]) : [];
  return [[id, typeof above === "string" ? above : ""], ...inner.flatMap((each) => linksOf(each, id))];
}

/** Whether `ancestor` is among the parents of `id`. */
function isBelow(parentOf: ReadonlyMap<string, string>, id: string, ancestor: string): boolean {
  for (let at = parentOf.get(id); at !== undefined && at !== ""; at = parentOf.get(at)) {
    if (at === ancestor) return true;
  }
  return false;
}
