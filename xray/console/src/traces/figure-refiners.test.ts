import { expect, test } from "vitest";
import type { GroupFigures, GroupList } from "xray-local/console-wire/figures.ts";
import { figureRefiners, REFINER_GROUPS } from "./figure-refiners.ts";

const example = { traceId: "1", startSec: 0, durationSec: 0 };
const FIGURES = {
  traces: 0,
  partial: 0,
  sumSec: 0,
  p50Sec: 0,
  p95Sec: 0,
  p99Sec: 0,
  firstSec: 0,
  lastSec: 0,
  examples: { newest: example, slowest: example, usual: example },
};

function group(value: string, count: number, extra: Partial<GroupFigures> = {}): GroupFigures {
  const outcomes = { ok: count, error: 0, throttle: 0, fault: 0 };
  return { ...FIGURES, values: [value], count, outcomes, ...extra };
}

/** Lists as the server answers them: of the fields that are named. */
function lists(of: Readonly<Record<string, readonly GroupFigures[]>>, others = 0): readonly GroupList[] {
  return REFINER_GROUPS.map(({ by }) => ({
    by,
    groups: of[by[0] ?? ""] ?? [],
    others: { groups: others, count: others },
    without: 0,
  }));
}

const find = (refiners: ReturnType<typeof figureRefiners>, name: string) =>
  refiners.find((refiner) => refiner.name === name)?.values ?? [];

test("values have the words and the conditions of traces that are here", () => {
  const faulty = { outcomes: { ok: 0, error: 0, throttle: 0, fault: 3 } };
  const of = lists({
    rootCause: [
      group("DatabaseError: no row #", 3, {
        ...faulty,
        cause: { outcome: "fault", type: "DatabaseError", message: ["no row "], isWhole: false },
      }),
      group("backend", 2, { cause: { outcome: "error", step: "backend" } }),
    ],
    service: [group("api", 9), group("db|Database::SQL", 9), group("db|AWS::RDS", 1)],
    url: [group("/api/things/:id/part", 9)],
    annotation: [group("tier = gold", 5, { annotation: { key: "tier", value: "gold" } })],
  });
  const refiners = figureRefiners({ count: 9, groups: of }, [], undefined);
  expect(find(refiners, "Root cause")).toMatchObject([
    {
      label: "no row #",
      outcome: "fault",
      condition: 'rootcause.fault.exception { name = "DatabaseError" AND message CONTAINS "no row " }',
      failures: { fault: 3 },
    },
  ]);
  expect(find(refiners, "Service").map(({ condition }) => condition)).toEqual([
    'service("api")',
    'service(id(name: "db", type: "Database::SQL"))',
    'service(id(name: "db", type: "AWS::RDS"))',
  ]);
  expect(find(refiners, "URL")).toMatchObject([
    {
      label: "things/:id/part",
      condition: 'http.url CONTAINS "/api/things/" AND http.url CONTAINS "/part"',
    },
  ]);
  expect(find(refiners, "Annotation")).toMatchObject([{ condition: 'annotation.tier = "gold"' }]);
});

test("with a brush they tell the share inside and in the rest", () => {
  const all = { count: 100, groups: lists({ method: [group("GET", 60), group("POST", 40)] }) };
  const inside = { count: 10, groups: lists({ method: [group("POST", 10)] }) };
  expect(find(figureRefiners(all, [], inside), "Method")).toMatchObject([
    { label: "POST", inside: 1, rest: 30 / 90 },
    { label: "GET", inside: 0, rest: 60 / 90 },
  ]);
});

test("what is not listed is counted, and ids are no annotations", () => {
  const ids = Array.from({ length: 20 }, (_, index) =>
    group(`request = r${index}`, 1, { annotation: { key: "request", value: `r${index}` } }),
  );
  const refiners = figureRefiners(
    { count: 20, groups: lists({ annotation: ids, user: [group("a", 1)] }, 7) },
    [],
    undefined,
  );
  expect(find(refiners, "Annotation")).toEqual([]);
  expect(refiners.find(({ name }) => name === "User")?.others).toBe(7);
});
