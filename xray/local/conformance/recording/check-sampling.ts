import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Run } from "../client.ts";
import { until } from "../until.ts";
import type { TracedApp } from "./app.ts";
import { ruleOf, segmentOf } from "./documents-of.ts";
import type { RecorderLimits } from "./recorder-limits.ts";

/** SDKs report roughly every ten seconds; this is the time of two reports. */
const REPORTED_WITHIN_MS = 25_000;
const SENT_WITHIN_MS = 1_500;
const QUOTA = 5;

/** Rules for the app, without which nothing is recorded. Make them before the app asks for them. */
export async function makeRules({ api }: Run["observer"]): Promise<void> {
  await api.updateSamplingRule({
    SamplingRuleUpdate: { RuleName: "Default", FixedRate: 0, ReservoirSize: 0 },
  });
  await makeRule(api, "Never", { Priority: 10, URLPath: "/all/never/*", FixedRate: 0 });
  await makeRule(api, "All", { Priority: 20, URLPath: "/all/*", FixedRate: 1 });
  await makeRule(api, "Quota", { Priority: 30, URLPath: "/quota/*", FixedRate: 0, ReservoirSize: QUOTA });
}

/** Checks that an SDK gets its rules from the service, reports what they did, and follows the service's answers. */
export async function checkSampling(run: Run, app: TracedApp, limits: RecorderLimits): Promise<void> {
  const { check, cannot, observer } = run;
  const { api } = observer;
  const count = async (path: string): Promise<number> =>
    (await observer.summaries(`http.url CONTAINS "${path}"`)).length;

  await check("sampling rules by priority", async () => {
    await until(async () => {
      const path = `/all/first/${performance.now()}`;
      await app.get(path);
      assert.equal(await ruleThatTook(run, path, limits), limits.namesNoRule ? undefined : "All");
    });
    await Promise.all(Array.from({ length: 10 }, (_, i) => app.get(`/all/never/${i}`)));
    await Promise.all(Array.from({ length: 10 }, (_, i) => app.get(`/all/ten/${i}`)));
    await sleep(SENT_WITHIN_MS);
    assert.deepEqual([await count("/all/never/"), await count("/all/ten/")], [0, 10]);
  });

  await check("statistics of a rule", () =>
    until(async () => {
      await app.get("/quota/before");
      const { SamplingStatisticSummaries = [] } = await api.getSamplingStatisticSummaries({});
      const reported = SamplingStatisticSummaries.find(({ RuleName }) => RuleName === "Quota");
      assert.ok((reported?.RequestCount ?? 0) > 0, "no report on the rule Quota");
    }, REPORTED_WITHIN_MS),
  );

  if (limits.quota) cannot("quota of a rule", limits.quota);
  else {
    await check("quota of a rule", async () => {
      await atTheBeginningOfASecond();
      const startedMs = performance.now();
      for (let i = 0; i < 40; i += 1) await app.get(`/quota/now/${i}`);
      // Slow requests extend into further seconds, each of which has a quota of its own.
      const seconds = 1 + Math.ceil((performance.now() - startedMs) / 1_000);
      await sleep(SENT_WITHIN_MS);
      const taken = await count("/quota/now/");
      const told = `${taken} of 40 within ${seconds} seconds of the clock, with a quota of ${QUOTA} a second`;
      assert.ok(taken >= QUOTA && taken <= seconds * QUOTA, told);
    });
  }

  await check("rate of a target", async () => {
    await api.updateSamplingRule({ SamplingRuleUpdate: { RuleName: "All", FixedRate: 0 } });
    await until(async () => {
      const path = `/all/none/${performance.now()}`;
      await app.get(path);
      await sleep(SENT_WITHIN_MS);
      assert.equal(await count(path), 0, "recorded although the rate is 0");
    }, REPORTED_WITHIN_MS);
  });

  if (limits.newRule) cannot("new rule within seconds", limits.newRule);
  else {
    await check("new rule within seconds", async () => {
      await makeRule(api, "New", { Priority: 1, URLPath: "/new/*", FixedRate: 1 });
      await until(async () => {
        const path = `/new/${performance.now()}`;
        // An SDK asks for targets only when it has something to report, and so learns of new rules.
        await Promise.all([app.get(path), app.get("/all/beside")]);
        assert.equal(await ruleThatTook(run, path, limits), limits.namesNoRule ? undefined : "New");
      }, REPORTED_WITHIN_MS);
    });
  }
}

/** Rejects while there is no trace of that path. Undefined for an SDK that names no rule: some rule recorded it. */
async function ruleThatTook(
  { observer }: Run,
  path: string,
  { namesNoRule }: RecorderLimits,
): Promise<string | undefined> {
  const summary = await until(async () => {
    const [found] = await observer.summaries(`http.url CONTAINS "${path}"`);
    assert.ok(found, `${path} was not recorded`);
    return found;
  }, SENT_WITHIN_MS);
  return namesNoRule ? undefined : ruleOf(await segmentOf(observer, summary.Id ?? ""));
}

async function makeRule(
  api: Run["observer"]["api"],
  RuleName: string,
  fields: { Priority: number; URLPath: string; FixedRate: number; ReservoirSize?: number },
): Promise<void> {
  const any = { ResourceARN: "*", ServiceName: "*", ServiceType: "*", Host: "*", HTTPMethod: "*" };
  await api.createSamplingRule({
    SamplingRule: { RuleName, ...any, Version: 1, ReservoirSize: 0, ...fields },
  });
}

/**
 * Some SDKs count by the second of the clock, others save up for as much as one second: so this waits for one whole
 * second without requests, and for the start of another.
 */
async function atTheBeginningOfASecond(): Promise<void> {
  await sleep(2_000 - (Date.now() % 1_000));
}
