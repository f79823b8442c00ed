import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type {
  FigureAnswer,
  FigureCondition,
  FigureProgress,
  FigureQuery,
  SetFigures,
} from "../../console-wire/figures.ts";
import type { TraceSummary } from "../../protocol/api-types.ts";
import { createTraceStore } from "../../store/sqlite-trace-store.ts";
import type { SqliteTraceStore } from "../../store/sqlite-trace-store.ts";
import type { ApiContext } from "../context.ts";
import { getTraceSummaries } from "../operations/get-trace-summaries.ts";
import { startMinuteRollups } from "../rollups/minute-rollups.ts";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { readFigures } from "./read-figures.ts";

let context: ApiContext;
const range = { startSec: NOW_SEC - 600, endSec: NOW_SEC };

async function ask(query: FigureQuery): Promise<FigureAnswer> {
  return readFigures(new URLSearchParams({ query: JSON.stringify(query) }), context);
}

async function askOne(query: Omit<FigureQuery, "sets">, set: object = {}): Promise<SetFigures> {
  const { sets } = await ask({ ...query, sets: [{ ...range, ...set }] });
  if (sets[0] === undefined) throw new Error("no set was answered");
  return sets[0];
}

const STATUSES = [200, 200, 404, 429, 500, 200, 503] as const;

/** The nth of many different traces. */
function makeTrace(n: number): object {
  const startSec = NOW_SEC - 599 + n * 0.5;
  const status = STATUSES[n % STATUSES.length] ?? 200;
  const lengthSec = 0.001 * (1 + ((n * 7919) % 997));
  return makeSegment({
    name: n % 5 === 0 ? "checkout" : "catalog",
    start_time: startSec,
    ...(n % 41 === 0 ? { in_progress: true, end_time: undefined } : { end_time: startSec + lengthSec }),
    http: {
      request: { method: n % 3 === 0 ? "POST" : "GET", url: `http://shop/api/things/${n}/part?x=${n}` },
      response: { status },
    },
    fault: status >= 500,
    error: status >= 400 && status < 500,
    throttle: status === 429,
    service: { version: n < 500 ? "2.4.0" : "2.4.1" },
    ...(n % 4 === 0 ? {} : { user: `user${n % 6}` }),
    annotations: { lines: n % 13, ...(n % 2 === 0 && { warehouse: "fra" }) },
    ...(status === 500 && {
      cause: { exceptions: [{ id: "1".repeat(16), type: "TypeError", message: `no thing ${n}` }] },
    }),
    subsegments: n % 2 === 0 ? [makeQuery(startSec)] : [],
  });
}

async function putAll(): Promise<void> {
  await context.store.put(Array.from({ length: 1_150 }, (_, n) => JSON.stringify(makeTrace(n))));
}

async function readAll(
  filter: string | undefined,
  startSec: number,
  endSec: number,
): Promise<TraceSummary[]> {
  const summaries: TraceSummary[] = [];
  let NextToken: string | undefined;
  do {
    const input = { StartTime: startSec, EndTime: endSec, FilterExpression: filter, NextToken };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation's answer
    const page = (await getTraceSummaries.invoke(input, context)) as {
      TraceSummaries: TraceSummary[];
      NextToken?: string;
    };
    summaries.push(...page.TraceSummaries);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return summaries;
}

function outcomeOf({ HasFault, HasError, HasThrottle }: TraceSummary): string {
  if (HasFault) return "fault";
  if (HasThrottle && HasError) return "throttle";
  return HasError ? "error" : "ok";
}

const lengthOf = ({ ResponseTime, Duration }: TraceSummary): number => ResponseTime ?? Duration;

function countBy<Item>(
  items: readonly Item[],
  valuesOf: (item: Item) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    for (const value of new Set(valuesOf(item))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function percentile(lengths: readonly number[], share: number): number {
  return lengths[Math.max(1, Math.ceil(share * lengths.length)) - 1] ?? 0;
}

const anyFilter = fc.constantFrom(
  undefined,
  "",
  "fault",
  "error OR throttle",
  "responsetime > 0.3",
  'service("checkout")',
  'annotation.warehouse = "fra" AND http.method = "POST"',
  'user = "user3" OR annotation.lines >= 9',
  'service("cruddur@localhost") { duration > 0.01 }',
  "partial",
  'http.url CONTAINS "nowhere"',
);

async function openStore(directory: string): Promise<SqliteTraceStore> {
  return createTraceStore({ directory, capBytes: 2 ** 30, retentionSec: 365 * 86_400 });
}

/** Puts together what the traces of each minute did, as it is done while nothing else is to do. */
async function putTogether(store: SqliteTraceStore): Promise<void> {
  const stop = startMinuteRollups(store, store.rollups, { settledMs: 0, restMs: 0, lookEveryMs: 1 });
  const minutes = Array.from({ length: 12 }, (_, at) => Math.floor(NOW_SEC / 60) * 60 + (at - 11) * 60);
  const marks = minutes.map((startSec) => store.rollups.mark(startSec)).filter(({ traces }) => traces > 0);
  await vi.waitFor(() => expect(marks.every((mark) => store.rollups.hasActivity(mark))).toBe(true), 20_000);
  stop();
}

// What is kept on disk is counted by numbers, what is in memory trace by trace.
describe.each(["on disk", "by the minute", "in memory"])("figures of what is kept %s", (where) => {
  const directory = mkdtempSync(join(tmpdir(), "xray-figures-"));

  beforeAll(async () => {
    const store = where === "in memory" ? undefined : await openStore(directory);
    context = makeContext(store === undefined ? {} : { store });
    await putAll();
    if (store !== undefined && where === "by the minute") await putTogether(store);
  }, 30_000);

  afterAll(async () => {
    await context.store.close();
    rmSync(directory, { recursive: true });
  });

  it("tell of a cause the parts that a filter can be written of", async () => {
    const { groups } = await askOne({ groups: [{ by: ["rootCause"] }] });
    const cause = groups[0]?.groups.find(({ values }) => values[0] === "TypeError: no thing #");
    expect(cause).toMatchObject({
      cause: { outcome: "fault", type: "TypeError", message: ["no thing "], isWhole: false },
    });
  });

  it("are those of GetTraceSummaries, paged to its end", async () => {
    const anyRange = fc.tuple(fc.integer({ min: -10, max: 610 }), fc.integer({ min: 0, max: 610 }));
    await fc.assert(
      fc.asyncProperty(
        anyFilter,
        anyRange,
        fc.constantFrom(7, 60, 1000),
        async (filter, [from, length], columnSec) => {
          const startSec = NOW_SEC - 600 + from;
          const endSec = startSec + length;
          const summaries = await readAll(filter, startSec, endSec);
          const set = { startSec, endSec, ...(filter !== undefined && { filter }) };
          const figures = await askOne(
            {
              columnSec,
              rows: true,
              groups: [
                { by: ["status"] },
                { by: ["service"] },
                { by: ["user"] },
                { by: ["annotation.lines"] },
                { by: ["method", "outcome"] },
              ],
            },
            set,
          );
          const lengths = summaries.map(lengthOf).toSorted((a, b) => a - b);
          expect(figures).toMatchObject({
            count: summaries.length,
            traces: summaries.length,
            partial: summaries.filter(({ IsPartial }) => IsPartial).length,
            scanned: (await readAll(undefined, startSec, endSec)).length,
            p50Sec: percentile(lengths, 0.5),
            p95Sec: percentile(lengths, 0.95),
            p99Sec: percentile(lengths, 0.99),
          });
          const outcomes = countBy(summaries, (summary) => [outcomeOf(summary)]);
          for (const [outcome, count] of Object.entries(figures.outcomes)) {
            expect(count).toBe(outcomes.get(outcome) ?? 0);
          }
          const [statuses, services, users, lines, pairs] = figures.groups.map(
            ({ groups }) => new Map(groups.map(({ values, count }) => [values.join(" "), count])),
          );
          expect(statuses).toEqual(countBy(summaries, ({ Http }) => [String(Http.HttpStatus)]));
          expect(services).toEqual(
            countBy(summaries, ({ ServiceIds }) =>
              ServiceIds.filter(({ Type }) => Type !== "client").map(({ Name, Type }) =>
                Type === undefined ? Name : `${Name}|${Type}`,
              ),
            ),
          );
          expect(users).toEqual(countBy(summaries, ({ Users }) => Users.map(({ UserName }) => UserName)));
          expect(figures.groups[2]?.without).toBe(summaries.filter(({ Users }) => Users.length === 0).length);
          expect(lines).toEqual(
            countBy(summaries, ({ Annotations }) =>
              (Annotations["lines"] ?? []).map(({ AnnotationValue }) => String(AnnotationValue.NumberValue)),
            ),
          );
          expect(pairs).toEqual(countBy(summaries, (each) => [`${each.Http.HttpMethod} ${outcomeOf(each)}`]));
          const cells = countBy(summaries, (summary) => {
            const row = Math.floor(Math.log10(Math.max(1, Math.round(lengthOf(summary) * 1e6))) * 10);
            return [`${Math.floor((summary.StartTime - startSec) / columnSec)} ${row}`];
          });
          const answered = (figures.heatmap?.cells ?? []).map(
            ([column, row, ...counts]) => [`${column} ${row}`, counts.reduce((a, b) => a + b)] as const,
          );
          expect(new Map(answered)).toEqual(cells);
          const columns = figures.columns?.count ?? [];
          expect(columns.reduce((a, b) => a + b, 0)).toBe(summaries.length);
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);

  it("of a brush and of the rest are together those of all", async () => {
    const brush = {
      startSec: NOW_SEC - 400,
      endSec: NOW_SEC - 200,
      fromDurationSec: 0.2,
      toDurationSec: 0.6,
    };
    const all = await askOne({});
    const { sets } = await ask({
      sets: [
        { ...range, brush },
        { ...range, rest: true },
      ],
    });
    const [inside, rest] = sets;
    expect(inside?.count).toBeGreaterThan(0);
    expect((inside?.count ?? 0) + (rest?.count ?? 0)).toBe(all.count);
    for (const outcome of ["ok", "error", "throttle", "fault"] as const) {
      expect((inside?.outcomes[outcome] ?? 0) + (rest?.outcomes[outcome] ?? 0)).toBe(all.outcomes[outcome]);
    }
  });

  it("tell what is beyond the limit as others", async () => {
    const [list] = (await askOne({ groups: [{ by: ["annotation.lines"], limit: 3 }] })).groups;
    expect(list?.groups).toHaveLength(3);
    expect(list?.others.groups).toBe(10);
    const told = list?.groups.reduce((sum, { count }) => sum + count, 0) ?? 0;
    expect(told + (list?.others.count ?? 0) + (list?.without ?? 0)).toBe(1_150);
  });

  it("of requests are by service and endpoint, with the version that answered", async () => {
    const { groups } = await askOne({
      of: "requests",
      groups: [{ by: ["service", "endpoint"] }, { by: ["version"] }],
    });
    expect(groups[0]?.groups.map(({ values }) => values.join(" ")).toSorted()).toEqual([
      "catalog GET /api/things/:id/part",
      "catalog POST /api/things/:id/part",
      "checkout GET /api/things/:id/part",
      "checkout POST /api/things/:id/part",
    ]);
    expect(groups[1]?.groups.map(({ values, count }) => [values[0], count])).toEqual([
      ["2.4.1", 650],
      ["2.4.0", 500],
    ]);
  });

  it("of one endpoint are those of its group", async () => {
    const query = { of: "requests", groups: [{ by: ["service", "endpoint"] }] } as const;
    const [all] = (await askOne(query)).groups;
    for (const group of all?.groups ?? []) {
      const [service = "", endpoint = ""] = group.values;
      const one = await askOne({ of: "requests" }, { where: { service, endpoint } });
      expect(one).toMatchObject({ count: group.count, outcomes: group.outcomes, p95Sec: group.p95Sec });
    }
  });

  it("of calls tell statement, target, time and how often a request asks", async () => {
    const { groups, count } = await askOne({ of: "calls", groups: [{ by: ["call"], sort: "time" }] });
    expect(count).toBe(575);
    expect(groups[0]?.groups[0]).toMatchObject({
      count: 575,
      call: { kind: "sql", target: "cruddur@localhost|Database::SQL", text: "SELECT ?" },
      repeats: { requests: 575, inARow: 0, most: 1, retries: 0 },
    });
    expect(groups[0]?.groups[0]?.sumSec).toBeCloseTo(575 * 0.04, 3);
  });

  it("of parts sum to the responses, column by column", async () => {
    const one = { where: { service: "checkout", endpoint: "POST /api/things/:id/part" } };
    const requests = await askOne({ of: "requests", columnSec: 60 }, one);
    const groups = [{ by: ["kind", "target"], series: true }, { by: ["call"] }] as const;
    const parts = await askOne({ of: "parts", columnSec: 60, groups }, one);
    expect(parts.sumSec).toBeCloseTo(requests.sumSec, 6);
    for (const [column, sumSec] of (requests.columns?.sumSec ?? []).entries()) {
      expect(parts.columns?.sumSec[column]).toBeCloseTo(sumSec, 6);
    }
    const [list] = parts.groups;
    expect(list?.without).toBe(requests.count);
    expect(list?.groups.map(({ values }) => values)).toEqual([["sql", "cruddur@localhost|Database::SQL"]]);
    expect(parts.groups[1]?.groups[0]).toMatchObject({ call: { text: "SELECT ?" } });
  });

  it("give examples: the slowest that went well, the newest that failed", async () => {
    const { examples } = await askOne({ of: "requests", examples: 3 }, { where: { service: "checkout" } });
    const lengths = (examples?.slowest ?? []).map(({ durationSec }) => durationSec);
    expect(lengths).toHaveLength(3);
    expect(lengths).toEqual(lengths.toSorted((a, b) => b - a));
    const ok = { where: { service: "checkout" }, outcomes: ["ok"] };
    const { groups } = await askOne({ of: "requests", groups: [{ by: ["service"] }] }, ok);
    expect(examples?.slowest[0]).toEqual(groups[0]?.groups[0]?.examples.slowest);
    const times = (examples?.failed ?? []).map(({ startSec }) => startSec);
    expect(times).toHaveLength(3);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it("of exceptions gather kinds, and tell when each was first seen at all", async () => {
    const set = { startSec: NOW_SEC - 300 };
    const { groups } = await askOne({ of: "exceptions", ever: true, groups: [{ by: ["exception"] }] }, set);
    const [kind] = groups[0]?.groups ?? [];
    // One of each service: without a stack the place is who threw it.
    expect(groups[0]?.groups).toHaveLength(2);
    expect(kind?.exception).toMatchObject({ type: "TypeError", message: "no thing #", status: 500 });
    expect(kind?.exception?.reachedClient).toBe(kind?.count);
    expect(kind?.exception?.sameWay).toBe(kind?.count);
    expect(kind?.firstSec).toBeGreaterThanOrEqual(NOW_SEC - 300);
    expect(kind?.firstEverSec).toBeLessThan(NOW_SEC - 590);
  });

  it("tell what two sets differ in, the widest first, numbers at the best split", async () => {
    const { differences = [] } = await ask({
      compare: true,
      sets: [
        { ...range, filter: "annotation.lines >= 9" },
        { ...range, filter: "annotation.lines < 9" },
      ],
    });
    expect(differences[0]).toMatchObject({
      field: "annotation.lines",
      value: "9",
      isOrMore: true,
      shares: [1, 0],
    });
    expect(differences[0]?.numbers).toMatchObject({ medians: [10, 4], from: 0, width: 1 });
    const gaps = differences.map(({ shares: [a, b] }) => Math.abs(a - b));
    expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
  });

  it("tell what two sets have alike too, but no field that no trace has", async () => {
    const half = (from: number) => ({
      ...range,
      conditions: [{ field: "annotation.lines", value: `${from}` }],
    });
    const { differences = [] } = await ask({ compare: true, sets: [half(3), half(5)] } as FigureQuery);
    expect(differences.map(({ field }) => field)).toContain("service");
    expect(differences.map(({ field }) => field)).not.toContain("awsCall");
  });

  it("of values that differ alike are told by the one that the first set has", async () => {
    const of = (service: string) => ({
      ...range,
      conditions: [{ field: "service" as const, value: service }],
    });
    const differences = async (one: string, other: string) =>
      (await ask({ compare: true, sets: [of(one), of(other)] })).differences ?? [];
    expect((await differences("checkout", "catalog"))[0]).toMatchObject({
      value: "checkout",
      shares: [1, 0],
    });
    expect((await differences("catalog", "checkout"))[0]).toMatchObject({ value: "catalog", shares: [1, 0] });
  });

  it("of what says the same have the annotation last", async () => {
    const inFra = { field: "annotation.warehouse", value: "fra" } as const;
    const sets = [
      { ...range, conditions: [inFra] },
      { ...range, rest: true },
    ];
    const { differences = [] } = await ask({ compare: true, sets });
    const fields = differences.filter(({ shares: [a, b] }) => a === 1 && b === 0).map(({ field }) => field);
    expect(fields).toContain("statement");
    expect(fields.at(-1)).toBe("annotation.warehouse");
  });

  it("of what meets conditions are those of its groups, and of the opposite the rest", async () => {
    const [users, lines] = (await askOne({ groups: [{ by: ["user"] }, { by: ["annotation.lines"] }] }))
      .groups;
    const count = async (condition: FigureCondition) => (await askOne({}, { conditions: [condition] })).count;
    const user3 = { field: "user", value: "user3" } as const;
    expect(await count(user3)).toBe(users?.groups.find(({ values }) => values[0] === "user3")?.count);
    expect(await count({ ...user3, not: true })).toBe(1_150 - (await count(user3)));
    expect(await count({ field: "user", value: "" })).toBe(users?.without);
    const from9 = lines?.groups.filter(({ values }) => Number(values[0]) >= 9);
    const atLeast = { field: "annotation.lines", value: "9", atLeast: true } as const;
    expect(await count(atLeast)).toBe(from9?.reduce((sum, { count: each }) => sum + each, 0));
    expect(await count({ ...atLeast, not: true })).toBe(1_150 - (await count(atLeast)));
  });

  it("tell how far they are whenever they give way", async () => {
    let nowMs = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 10));
    const told: FigureProgress[] = [];
    const parameters = new URLSearchParams({ query: JSON.stringify({ of: "requests", sets: [range] }) });
    await readFigures(parameters, context, (progress) => told.push(progress));
    expect(told.at(-1)).toEqual({ counted: 1_150, of: 1_150 });
    vi.restoreAllMocks();
  });

  it("stop when the reader has gone", async () => {
    const gone = { ...context, signal: AbortSignal.abort() };
    const parameters = new URLSearchParams({ query: JSON.stringify({ of: "requests", sets: [range] }) });
    await expect(readFigures(parameters, gone)).rejects.toThrow(/abort/i);
  });

  it.each([
    [null, "query is missing"],
    ["{", "query is no JSON"],
    ["{}", "'sets'"],
    [JSON.stringify({ sets: [{ startSec: 1 }] }), "'sets.1.member.endSec'"],
    [JSON.stringify({ sets: [{ startSec: 2, endSec: 1 }] }), "endSec must not be before startSec"],
    [JSON.stringify({ sets: [range], groups: [{ by: ["colour"] }] }), "'groups.1.member.by.1.member'"],
    [JSON.stringify({ sets: [range], groups: [{ by: ["url"], series: true }] }), "columnSec is needed"],
    [JSON.stringify({ sets: [range], examples: 51 }), "'examples'"],
    [JSON.stringify({ sets: [range], columnSec: 1 }), "columnSec must be 2 or more"],
    [JSON.stringify({ sets: [{ ...range, filter: "fault =" }] }), "Invalid filter expression"],
  ])("of %s are refused in words", async (query, words) => {
    const parameters = new URLSearchParams(query === null ? {} : { query });
    await expect(readFigures(parameters, context)).rejects.toThrow(words);
  });
});
