import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Activity } from "../activities/schema.ts";
import { readContract } from "../testing/contract.ts";
import { makeDaemon, stepsOf } from "../testing/daemon.ts";
import type { ReceivedEntity, TestDaemon } from "../testing/daemon.ts";
import { postgresKinds } from "../testing/postgres.ts";
import type { TestPostgres } from "../testing/postgres.ts";
import { makeTracedApi } from "../testing/traced-api.ts";
import type { TracedAnswer, TracedApi } from "../testing/traced-api.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { createXrayTracing } from "../tracing/xray-tracing.ts";
import { SCENARIO_NAMES } from "./catalog.ts";
import type { ScenarioName } from "./catalog.ts";
import type { ScenarioState } from "./switchboard.ts";

const ROOT = join(import.meta.dirname, "../../..");
const CLOUD = "c0b1a5e0-0000-4000-8000-000000000001";
const contract = readContract();

let daemon: TestDaemon;
let tracing: Tracing;
beforeAll(async () => {
  daemon = await makeDaemon();
  const config = { daemon: daemon.address, dynamicNaming: undefined };
  tracing = await createXrayTracing(config, pino({ level: "silent" }));
});
afterAll(async () => {
  await tracing.close();
  await daemon.close();
});

describe.each(postgresKinds())("scenarios on $label", ({ label, start }) => {
  const isServer = !label.includes("embedded");
  const poolSize = isServer ? 6 : 1;
  let postgres: TestPostgres;
  let api: TracedApi;
  beforeAll(async () => {
    postgres = await start();
    api = await makeTracedApi({ postgres, daemon, tracing, poolSize });
  });
  afterAll(async () => {
    await api.close();
    await postgres.close();
  });
  afterEach(async () => {
    const { body } = await checked("DELETE", "/api/scenarios");
    const stillOn = (body as { scenarios: ScenarioState[] }).scenarios.filter((state) => state.is_on);
    if (stillOn.length > 0) throw new Error(`Still on: ${stillOn.map(({ name }) => name).join()}`);
  });

  async function checked(method: string, path: string, body?: unknown): Promise<TracedAnswer> {
    const answer = await api.send(method, path, body);
    expect(contract.findFault(method, api.url + path, answer.status, answer.body)).toBeUndefined();
    return answer;
  }

  async function switchOn(name: ScenarioName): Promise<void> {
    const answer = await checked("PUT", `/api/scenarios/${name}`, { is_on: true });
    expect(answer.status).toBe(200);
  }

  async function trace(method: string, path: string, body?: unknown) {
    const answer = await checked(method, path, body);
    const segment = await api.segmentOf(answer);
    return { answer, segment, steps: stepsOf(segment).toSorted((a, b) => a.start_time - b.start_time) };
  }

  const home = () => trace("GET", "/api/activities/home");
  const queryOf = (step: ReceivedEntity) => step.annotations?.["query"];
  const durationMs = ({ start_time: from, end_time: to = Number.NaN }: ReceivedEntity) => (to - from) * 1_000;
  const statement = (steps: readonly ReceivedEntity[], name: string) => {
    const found = steps.find((step) => queryOf(step) === name);
    if (!found) throw new Error(`No step ${name} among ${steps.map(queryOf).join()}`);
    return found;
  };

  // Writing and deleting tens of thousands of rows takes its time on a machine that does other things too.
  test(
    "slow-query: the feed's statement reads tens of thousands of rows for a handful",
    { timeout: 120_000 },
    async () => {
      const quickest = async () => {
        const all = [await home(), await home(), await home(), await home()];
        return Math.min(...all.map(({ steps }) => durationMs(statement(steps, "home-activities"))));
      };
      await switchOn("slow-query");
      const during = await quickest();
      const { steps } = await home();
      const plan = steps.find((step) => step.annotations?.["plan"] !== undefined);
      expect(plan?.annotations?.["plan"]).toBe("Seq Scan on activities");
      expect(plan?.annotations?.["rows_read"]).toBeGreaterThan(40_000);
      expect(statement(steps, "home-activities").annotations?.["rows"]).toBeLessThan(20);
      await checked("DELETE", "/api/scenarios");
      expect(during).toBeGreaterThan(await quickest());
    },
  );

  test(
    "slow-query: what a killed process has left is mended at the next start",
    { timeout: 120_000 },
    async () => {
      await switchOn("slow-query");
      const next = await makeTracedApi({ postgres, daemon, tracing, poolSize });
      const client = new Client(postgres.url);
      await client.connect();
      const countOld = async () => {
        const { rows } = await client.query(
          "select to_regclass('activities_living') is not null as indexed, (select count(*)::int from activities where expires_at < now() - interval '10 years') as old",
        );
        return rows[0] as unknown;
      };
      await expect.poll(countOld, { timeout: 60_000 }).toEqual({ indexed: true, old: 0 });
      await client.end();
      await next.close();
    },
  );

  test("n-plus-one: two statements for each crud, one after the other", async () => {
    const sound = await home();
    expect(sound.steps.filter((step) => step.sql)).toHaveLength(1);
    await switchOn("n-plus-one");
    const { answer, steps } = await home();
    expect(answer.body).toEqual(sound.answer.body);
    const count = (answer.body as Activity[]).length;
    const statements = steps.filter((step) => step.sql);
    const pairs = Array.from({ length: count }, () => ["feed-author", "feed-replies"]).flat();
    expect(statements.map(queryOf)).toEqual(["feed-uuids", ...pairs]);
    for (const [index, step] of statements.slice(1).entries()) {
      expect(step.start_time).toBeGreaterThanOrEqual(statements[index]?.end_time ?? Infinity);
    }
  });

  test.runIf(isServer)(
    "lock-wait: the like begins after the lock, ends with it, and names its holder",
    async () => {
      await switchOn("lock-wait");
      const { answer, steps } = await trace("POST", `/api/activities/${CLOUD}/like`);
      expect(answer).toMatchObject({ status: 200, body: { liked: true } });
      const [lock, like, report, commit] = ["lock-activity", "like-activity", "report-likes", "commit"].map(
        (name) => statement(steps, name),
      );
      expect(like?.start_time).toBeGreaterThanOrEqual(lock?.end_time ?? Infinity);
      expect(like?.end_time).toBeGreaterThanOrEqual(commit?.start_time ?? Infinity);
      if (!like || !report) throw new Error("unreachable");
      expect(durationMs(like)).toBeGreaterThan(0.9 * durationMs(report));
      const wait = steps.find((step) => step.name === "lock wait");
      expect(wait?.annotations?.["waiting"]).toContain("insert into likes");
      expect(wait?.annotations?.["blocked_by"]).toMatch(/generate_series|update activities/);
    },
  );

  test.runIf(isServer)("deadlock: one of two lock steps side by side fails with 40P01", async () => {
    await switchOn("deadlock");
    const { answer, segment, steps } = await trace("POST", `/api/activities/${CLOUD}/like`);
    expect(answer.status).toBe(500);
    const locks = steps.filter((step) => String(queryOf(step)).startsWith("lock-"));
    expect(locks).toHaveLength(4);
    const failed = locks.filter((step) => step.annotations?.["error_code"] === "40P01");
    expect(failed).toMatchObject([
      { fault: true, cause: { exceptions: [{ message: "deadlock detected" }] } },
    ]);
    expect(segment.fault).toBe(true);
    await checked("DELETE", "/api/scenarios");
    expect((await checked("POST", `/api/activities/${CLOUD}/like`)).status).toBe(200);
  });

  test.skipIf(isServer)(
    "lock-wait and deadlock cannot be on one connection, and the API says so",
    async () => {
      for (const name of ["lock-wait", "deadlock"]) {
        const answer = await checked("PUT", `/api/scenarios/${name}`, { is_on: true });
        expect(answer).toMatchObject({ status: 409, body: { error: { code: "scenario_unavailable" } } });
        expect(JSON.stringify(answer.body)).toContain("DATABASE_URL");
      }
    },
  );

  test("unique-violation: the second of two equal cruds fails with 23505", async () => {
    await switchOn("unique-violation");
    const post = () => trace("POST", "/api/activities", { message: "Twice", ttl: "1-hour" });
    expect((await post()).answer.status).toBe(201);
    const { answer, steps } = await post();
    expect(answer.status).toBe(500);
    expect(statement(steps, "create-activity")).toMatchObject({
      fault: true,
      annotations: { error_code: "23505" },
      cause: { exceptions: [{ message: expect.stringContaining("activities_pkey") }] },
    });
  });

  test("pool-exhausted: a wait of five seconds, a fault, and no statement after it", async () => {
    await switchOn("pool-exhausted");
    const answers = [];
    // With the last connection its own statement still runs, and the feed's waits.
    for (let load = 0; load < poolSize; load += 1) answers.push(await checked("GET", "/api/activities/home"));
    const failed = answers.findLast(({ status }) => status === 503);
    expect(failed).toMatchObject({ body: { error: { code: "database_busy" } } });
    const segment = await api.segmentOf(failed as TracedAnswer);
    const wait = stepsOf(segment).find((step) => step.name === "wait for a connection");
    expect(wait).toMatchObject({ fault: true, annotations: { wait: true, pool_size: poolSize } });
    expect(durationMs(wait as ReceivedEntity)).toBeGreaterThan(4_900);
    expect(stepsOf(segment).map(queryOf)).not.toContain("home-activities");
    await checked("DELETE", "/api/scenarios");
    expect((await checked("GET", "/api/activities/home")).status).toBe(200);
  });

  test("unhandled-exception: the segment's exception names the line", async () => {
    await switchOn("unhandled-exception");
    const { answer, segment, steps } = await trace("GET", "/api/activities/@worf");
    expect(answer).toMatchObject({ status: 500, body: { error: { trace_id: segment.trace_id } } });
    expect(steps.filter((step) => step.fault)).toEqual([]);
    expect(segment).toMatchObject({ fault: true, cause: { exceptions: [{ type: "TypeError" }] } });
    const [exception] = segment.cause?.exceptions ?? [];
    const [frame] = (exception as unknown as { stack: { path: string; line: number; label: string }[] })
      .stack;
    const source = readFileSync(join(import.meta.dirname, "faulty-activities.ts"), "utf8").split("\n");
    expect(frame?.path).toMatch(/scenarios\/faulty-activities\.ts$/);
    expect(source[(frame?.line ?? 0) - 1]).toContain("pinned.message.trim()");
  });

  test("too-many-requests: a throttle without a step", async () => {
    await switchOn("too-many-requests");
    const all = await Promise.all(Array.from({ length: 5 }, () => checked("GET", "/api/activities/home")));
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 429, 429]);
    const refused = all.find(({ status }) => status === 429);
    expect(await api.segmentOf(refused as TracedAnswer)).toMatchObject({
      throttle: true,
      http: { response: { status: 429 } },
    });
    expect(stepsOf(await api.segmentOf(refused as TracedAnswer))).toEqual([]);
  });

  test("slow-third-party: a remote step to another host fills the trace", async () => {
    await switchOn("slow-third-party");
    const { answer, steps } = await trace("POST", "/api/activities", { message: "Slowly", ttl: "1-hour" });
    expect(answer.status).toBe(201);
    const call = steps.find((step) => step.name === "moderation");
    expect(call).toMatchObject({
      namespace: "remote",
      http: {
        request: { method: "POST", url: expect.stringMatching(/\/verdicts$/) },
        response: { status: 200 },
      },
    });
    const creation = statement(steps, "create-activity");
    expect(durationMs(call as ReceivedEntity)).toBeGreaterThan(durationMs(creation));
    expect(creation.start_time).toBeGreaterThanOrEqual(call?.end_time ?? Infinity);
  });

  test("large-payload: the step has the bytes that the answer has grown by", async () => {
    const sound = await home();
    await switchOn("large-payload");
    const { answer, steps } = await home();
    const bytes = Number(steps.find((step) => step.name === "embed avatars")?.annotations?.["bytes"]);
    expect(bytes).toBeGreaterThan(100_000 * (answer.body as Activity[]).length);
    expect(answer.length).toBeGreaterThan(sound.answer.length + bytes);
  });

  test("unclosed-step: no document arrives until the step is ended", async () => {
    await switchOn("unclosed-step");
    const held = await checked("GET", "/api/activities/search?term=cloud");
    expect(held).toMatchObject({ status: 200, isSampled: true });
    // What came later has arrived, and this has not.
    await home();
    await daemon.drain();
    expect(daemon.documents.filter((document) => document.trace_id === held.traceId)).toEqual([]);
    expect((await checked("GET", "/api/scenarios")).body).toMatchObject({ held_traces: [held.traceId] });
    await checked("PUT", "/api/scenarios/unclosed-step", { is_on: false });
    const step = stepsOf(await api.segmentOf(held)).find(({ name }) => name === "rank results");
    const segment = await api.segmentOf(held);
    expect(step?.end_time).toBeGreaterThan(segment.end_time ?? Infinity);
    expect((await checked("GET", "/api/scenarios")).body).toMatchObject({ held_traces: [] });
  });

  test("all that there are have a page, and unknown ones are unknown", async () => {
    const { body } = await checked("GET", "/api/scenarios");
    const { scenarios } = body as { scenarios: ScenarioState[] };
    expect(scenarios.map(({ name }) => name)).toEqual(SCENARIO_NAMES);
    expect(scenarios.filter(({ lesson }) => !existsSync(join(ROOT, lesson)))).toEqual([]);
    for (const name of ["nothing", "constructor", "%00"]) {
      expect((await checked("PUT", `/api/scenarios/${name}`, { is_on: true })).status).toBe(404);
    }
    for (const is_on of [undefined, "yes", 1]) {
      expect(await checked("PUT", "/api/scenarios/n-plus-one", { is_on })).toMatchObject({
        status: 422,
        body: ["is_on_invalid"],
      });
    }
  });
});
