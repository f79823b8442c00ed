/** Guards what sampling.ts relies on in the SDK, and how it asks the daemon. */
import { createRequire } from "node:module";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeDaemon, makeRule } from "../../testing/daemon.ts";
import type { TestDaemon } from "../../testing/daemon.ts";
import { askRulesOf, decideSampling, hasSamplingRules, matchRule, pollSamplingRules } from "./sampling.ts";

const require = createRequire(import.meta.url);

let daemon: TestDaemon;
const stopping = new AbortController();
beforeAll(async () => {
  daemon = await makeDaemon();
  askRulesOf({ tcp: daemon.address.tcp, signal: stopping.signal });
});
afterAll(async () => {
  stopping.abort();
  await daemon.close();
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
