/** Guards what sdk-internals.ts relies on: when a new version of the SDK changes it, this says so before production does. */
import { createRequire } from "node:module";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDaemon, makeRule, type TestDaemon } from "../../testing/daemon.ts";
import { namespace } from "../context.ts";
import {
  askDaemon,
  AWSXRay,
  decideSampling,
  hasSamplingRules,
  matchRule,
  mendSamplingClock,
  pollSamplingRules,
  sendThrough,
  tellTimeBy,
  wasSent,
} from "./sdk-internals.ts";
import { createUdpSender } from "../udp-sender.ts";

const require = createRequire(import.meta.url);

let daemon: TestDaemon;
beforeAll(async () => {
  daemon = await makeDaemon();
  askDaemon(daemon.address);
  AWSXRay.setContextMissingStrategy(() => undefined);
});
afterAll(() => daemon.close());

test("the SDK is of the version that this was written for", () => {
  const { version } = require("aws-xray-sdk-core/package.json") as { version: string };
  expect(version).toBe("3.12.0");
});

test("cls-hooked, which would hook into every asynchronous operation, has no namespace", () => {
  const { namespaces } = process as unknown as { namespaces: Record<string, unknown> };
  expect(Object.keys(namespaces)).toEqual([]);
  expect(AWSXRay.getNamespace()).toBe(namespace);
});

test("the SDK finds the current segment in our namespace", () => {
  const segment = new AWSXRay.Segment("current");
  namespace.run(() => {
    AWSXRay.setSegment(segment);
    expect(AWSXRay.getSegment()).toBe(segment);
    AWSXRay.captureFunc("step", (step) => expect(AWSXRay.getSegment()).toBe(step));
  });
  expect(AWSXRay.getSegment()).toBeUndefined();
});

test("segments go to the daemon through our socket, which can be waited for", async () => {
  const sender = createUdpSender(daemon.address.udp);
  sendThrough((toMessage) => sender.send(toMessage));
  for (let index = 0; index < 50; index += 1) new AWSXRay.Segment(`flushed ${index}`).close();
  await sender.close();
  await daemon.drain();
  expect(daemon.documents.filter((document) => document.name.startsWith("flushed"))).toHaveLength(50);
  sendThrough(() => undefined);
});

test("a segment whose metadata cannot be written as JSON is left out, and the log says so", () => {
  const told: string[] = [];
  const { debug, info, warn } = console;
  AWSXRay.setLogger({ debug, info, warn, error: (text: string) => void told.push(text) });
  const messages: (string | undefined)[] = [];
  sendThrough((toMessage) => messages.push(toMessage()));
  const circle: Record<string, unknown> = {};
  circle["itself"] = circle;
  const segment = new AWSXRay.Segment("circular");
  segment.addMetadata("circle", circle);
  segment.close();
  new AWSXRay.Segment("plain").close();
  expect(messages).toEqual([undefined, expect.stringContaining('"name":"plain"')]);
  expect(told).toEqual([expect.stringMatching(/not sent.*circular/)]);
  sendThrough(() => undefined);
});

test("the SDK tells time by our clock", () => {
  let nowSec = 1_795_218_986.638_25;
  tellTimeBy(() => nowSec);
  const segment = new AWSXRay.Segment("timed");
  nowSec += 0.000_5;
  const step = segment.addNewSubsegment("step");
  step.close();
  expect(segment.start_time).toBe(1_795_218_986.638_25);
  expect(step).toMatchObject({ start_time: nowSec, end_time: nowSec });
  tellTimeBy(() => Date.now() / 1_000);
});

describe("wasSent", () => {
  test("is false until the segment and its last step are closed", () => {
    const segment = new AWSXRay.Segment("sent");
    const step = segment.addNewSubsegment("step");
    const inner = step.addNewSubsegment("inner");
    expect(wasSent(segment)).toBe(false);
    segment.close();
    expect(wasSent(inner)).toBe(false);
    inner.close();
    step.close();
    expect([wasSent(segment), wasSent(step), wasSent(inner)]).toEqual([true, true, true]);
  });
});

describe("sampling", () => {
  interface CachedRule {
    getName(): string;
    getRate(): number;
    getReservoir(): { loadNewQuota(quota: number, untilSec: number, intervalSec: number): void };
    snapshotStatistics(): object;
  }
  const cache = require("aws-xray-sdk-core/dist/lib/middleware/sampling/rule_cache") as {
    rules: CachedRule[];
    getMatchedRule(request: object, nowSec: number): CachedRule | undefined;
  };
  const SamplingRule = require("aws-xray-sdk-core/dist/lib/middleware/sampling/sampling_rule") as new (
    name: string,
    priority: number,
    rate: number,
    reservoirSize: number,
    ...patterns: string[]
  ) => CachedRule;
  const connector = require("aws-xray-sdk-core/dist/lib/middleware/sampling/service_connector") as {
    fetchTargets(
      rules: unknown,
      callback: (error: unknown, targets: Record<string, { TTL: number }>, freshness: number) => void,
    ): void;
  };
  const rulesAsked = () => daemon.calls.get("/GetSamplingRules") ?? 0;

  test("rules are asked for when we say so", async () => {
    expect(hasSamplingRules()).toBe(false);
    daemon.answers["/GetSamplingRules"] = {
      SamplingRuleRecords: [
        { SamplingRule: makeRule({ RuleName: "Flask", ServiceName: "backend-flask", FixedRate: 0.1 }) },
      ],
    };
    pollSamplingRules();
    await until(hasSamplingRules);
    expect(rulesAsked()).toBe(1);
    expect(cache.rules.map((rule) => [rule.getName(), rule.getRate()])).toEqual([["Flask", 0.1]]);
  });

  test("the rule that fits a request is the one that the SDK finds", () => {
    const nowSec = Math.floor(Date.now() / 1_000);
    const wildcard = fc.constantFrom("*", "a*", "*b", "A?", "ab", "");
    const text = fc.constantFrom("ab", "aB", "b", "", undefined);
    const rule = fc.record({
      name: fc.constantFrom("one", "two", "Default"),
      host: wildcard,
      httpMethod: wildcard,
      urlPath: wildcard,
      serviceName: wildcard,
      serviceType: wildcard,
    });
    const request = fc.record({
      host: text,
      httpMethod: text,
      urlPath: text,
      serviceName: fc.constantFrom("ab", "b"),
    });
    const { rules } = cache;
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), request, (shapes, asked) => {
        cache.rules = shapes.map(
          (shape) =>
            new SamplingRule(
              shape.name,
              1,
              1,
              1,
              shape.host,
              shape.httpMethod,
              shape.urlPath,
              shape.serviceName,
              shape.serviceType,
            ),
        );
        const expected = cache.getMatchedRule({ ...asked, serviceType: undefined }, nowSec);
        expect(matchRule(asked, nowSec)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
    cache.rules = rules;
    expect(matchRule({ host: "a", httpMethod: "GET", urlPath: "/", serviceName: "x" }, nowSec + 4_000)).toBe(
      undefined,
    );
  });

  test("a decision counts as the SDK counts it: borrowed first, then the quota, then the rate", () => {
    const nowSec = Math.floor(Date.now() / 1_000);
    const rule = new SamplingRule("counted", 1, 0, 1, "*", "*", "*", "*", "*");
    const { rules } = cache;
    cache.rules = [rule];
    const ask = () =>
      decideSampling({ host: "a", httpMethod: "GET", urlPath: "/", serviceName: "backend-flask" });
    expect(ask()).toBe("counted");
    rule.getReservoir().loadNewQuota(2, nowSec + 60, 10);
    const decisions = [ask(), ask(), ask(), ask()];
    cache.rules = rules;
    // In whichever second they fell: at most two of the quota, the others by a rate of 0.
    expect(decisions.filter((decision) => decision === "counted").length).toBeGreaterThanOrEqual(2);
    expect(decisions.at(0)).toBe("counted");
    const sampled = decisions.filter(Boolean).length;
    expect(rule.snapshotStatistics()).toEqual({ requestCount: 5, borrowCount: 1, sampledCount: sampled });
  });

  test("the seconds of a quota's end and of a rule's change are seconds", async () => {
    mendSamplingClock();
    mendSamplingClock();
    const nowSec = Math.floor(Date.now() / 1_000);
    daemon.answers["/SamplingTargets"] = {
      SamplingTargetDocuments: [
        {
          RuleName: "Flask",
          FixedRate: 0.2,
          ReservoirQuota: 5,
          ReservoirQuotaTTL: nowSec + 300,
          Interval: 10,
        },
      ],
      LastRuleModification: nowSec,
      UnprocessedStatistics: [],
    };
    const { targets, freshness } = await new Promise<{
      targets: Record<string, { TTL: number }>;
      freshness: number;
    }>((resolve, reject) =>
      connector.fetchTargets([], (error, answered, changed) =>
        error ? reject(error) : resolve({ targets: answered, freshness: changed }),
      ),
    );
    expect(targets["Flask"]?.TTL).toBe(nowSec + 300);
    expect(freshness).toBe(nowSec + 1);
  });

  test("an answer that is none is passed on as an error", async () => {
    daemon.answers["/SamplingTargets"] = { message: "no" };
    const error = await new Promise((resolve) => connector.fetchTargets([], resolve));
    expect(error).toBeInstanceOf(Error);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
