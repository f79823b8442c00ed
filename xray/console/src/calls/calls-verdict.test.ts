import { describe, expect, test } from "vitest";
import type { Figures, FigureChange, GroupFigures } from "xray-local/console-wire/figures.ts";
import { makeCallRow, makeFigures, makeGroup, makeSet } from "../testing/make-calls.ts";
import { toCallFigures } from "./call-rows.ts";
import type { CallFigures, CallKind } from "./call-rows.ts";
import { betterQuery, callsExtent, callsVerdict, findCallFindings } from "./calls-verdict.ts";
import type { CallFinding } from "./calls-verdict.ts";

const PG = "inventory@pg|Database::SQL";
const REPEATED = { requests: 10, inARow: 10, most: 14, retries: 0 };

const select = (table: string) => `SELECT qty FROM ${table} WHERE sku = $1`;

function call(text: string, figures: Figures, extra: Partial<GroupFigures> = {}, target = PG): GroupFigures {
  return makeGroup(["checkout", target, text], figures, extra);
}

function asker(text: string, endpoint: string, count = 140): GroupFigures {
  return makeGroup(["checkout", endpoint, PG, text], makeFigures(count), { repeats: REPEATED });
}

function figuresOf(
  kind: CallKind,
  calls: readonly GroupFigures[],
  askers: readonly GroupFigures[] = [],
): CallFigures {
  return toCallFigures(kind, makeSet([calls, askers]), [], { startSec: 0, endSec: 600 });
}

/** With no-break spaces as spaces. */
function verdictOf(kind: CallKind, figures: CallFigures): string {
  return callsVerdict(kind, figures, findCallFindings(figures)).replaceAll(/\s/g, " ");
}

const told = (findings: readonly CallFinding[]) => findings.map(({ kind, row }) => `${kind} ${row.words}`);
const findingsOf = (...parts: Parameters<typeof figuresOf>) => told(findCallFindings(figuresOf(...parts)));

function change(kind: FigureChange["kind"]): FigureChange {
  return {
    kind,
    atSec: 300,
    before: makeFigures(50, { p95Sec: 0.1 }),
    since: makeFigures(50, { p95Sec: 0.3 }),
  };
}

describe("findings", () => {
  test("are repeated calls first, then failed ones, then slower ones, the most costly of a kind first", () => {
    const calls = [
      call(select("a"), makeFigures(100, { sumSec: 1 }), { changes: [change("slower")] }),
      call(select("b"), makeFigures(100, { sumSec: 2 }), { changes: [change("slower")] }),
      call(select("c"), makeFigures(100, { sumSec: 3 }, { fault: 10 })),
      call(select("d"), makeFigures(140, { sumSec: 4 })),
      call(select("e"), makeFigures(140, { sumSec: 5 })),
    ];
    const askers = [asker(select("d"), "GET /d"), asker(select("e"), "GET /e")];
    expect(findingsOf("sql", calls, askers)).toEqual([
      "repeated select e",
      "repeated select d",
      "failing select c",
      "slower select b",
      "slower select a",
    ]);
  });

  test("can be several of one call", () => {
    const all = call(select("a"), makeFigures(140, {}, { fault: 14 }), { changes: [change("slower")] });
    expect(findingsOf("sql", [all], [asker(select("a"), "GET /a")])).toEqual([
      "repeated select a",
      "failing select a",
      "slower select a",
    ]);
  });

  test.each([
    // 0.5 % of all time is not worth a sentence; 1 % is.
    { sumSec: 0.5, findings: ["failing select a"] },
    { sumSec: 1, findings: ["repeated select a", "failing select a", "slower select a"] },
  ])("of a call that takes $sumSec of 100 s are $findings", ({ sumSec, findings }) => {
    const small = call(select("a"), makeFigures(140, { sumSec }, { fault: 14 }), {
      changes: [change("slower")],
    });
    const large = call(select("b"), makeFigures(10, { sumSec: 100 - sumSec }));
    expect(findingsOf("sql", [large, small], [asker(select("a"), "GET /a")])).toEqual(findings);
  });

  test.each<[CallKind, Partial<Figures["outcomes"]>, count: number, finding: string | undefined]>([
    ["sql", { fault: 5 }, 1000, "failing"],
    ["sql", { fault: 2, error: 2, throttle: 1 }, 1000, "failing"],
    ["sql", { fault: 4 }, 10, undefined],
    ["sql", { fault: 5 }, 1001, undefined],
    ["remote", { error: 5 }, 5, "failing"],
    ["aws", { throttle: 5 }, 1000, "throttled"],
    ["aws", { fault: 500, error: 400, throttle: 4 }, 1000, undefined],
  ])("of calls of %s with %o of %i are %s", (kind, outcomes, count, finding) => {
    const findings = findCallFindings(figuresOf(kind, [call("x", makeFigures(count, {}, outcomes))]));
    expect(findings.map((each) => each.kind)).toEqual(finding === undefined ? [] : [finding]);
  });

  test.each<[FigureChange["kind"], number]>([
    ["slower", 1],
    ["faster", 0],
    ["mended", 0],
    // Failing is told by the share of calls that fail, not by the change.
    ["failing", 0],
  ])("of a call that became %s are %i", (kind, count) => {
    expect(
      findingsOf("sql", [call(select("a"), makeFigures(100), { changes: [change(kind)] })]),
    ).toHaveLength(count);
  });

  test("of a repeated call name the first endpoint that repeats, not one that merely calls most", () => {
    const once = makeGroup(["checkout", "GET /once", PG, select("a")], makeFigures(500));
    const [finding] = findCallFindings(
      figuresOf("sql", [call(select("a"), makeFigures(640))], [once, asker(select("a"), "GET /again")]),
    );
    expect(finding?.kind === "repeated" && finding.asker.endpoint).toBe("GET /again");
  });
});

describe("the verdict", () => {
  const repeated = (endpoint: string, count = 140) =>
    [[call(select("stock"), makeFigures(count))], [asker(select("stock"), endpoint, count)]] as const;

  test.each<[string, CallKind, CallFigures]>([
    [
      "POST /api/checkout runs select stock 14 times, one after another.",
      "sql",
      figuresOf("sql", ...repeated("POST /api/checkout")),
    ],
    ["checkout runs select stock 14 times, one after another.", "sql", figuresOf("sql", ...repeated(""))],
    // To the nearest whole: 8.6 is told as 9.
    [
      "GET /a runs select stock 9 times, one after another.",
      "sql",
      figuresOf("sql", ...repeated("GET /a", 86)),
    ],
    [
      "GET /rates calls GET fx.test/rate 1,400 times, one after another.",
      "remote",
      figuresOf(
        "remote",
        [call("GET fx.test/rate", makeFigures(14_000))],
        [asker("GET fx.test/rate", "GET /rates", 14_000)],
      ),
    ],
    [
      "products has throttled 10 % of GetItem.",
      "aws",
      figuresOf("aws", [
        call("GetItem", makeFigures(60, {}, { throttle: 6 }), {
          call: { kind: "aws", target: "", text: "GetItem", resource: "products" },
        }),
      ]),
    ],
    [
      "Lambda has throttled 10 % of Invoke.",
      "aws",
      figuresOf("aws", [call("Invoke", makeFigures(60, {}, { throttle: 6 }), {}, "Lambda|AWS::Lambda")]),
    ],
    [
      "2.5 % of select stock fail.",
      "sql",
      figuresOf("sql", [call(select("stock"), makeFigures(400, {}, { fault: 10 }))]),
    ],
    [
      "select stock got slower.",
      "sql",
      figuresOf("sql", [call(select("stock"), makeFigures(100), { changes: [change("slower")] })]),
    ],
    [
      "Nothing stands out. 2 statements, 12 calls a minute took 250 ms.",
      "sql",
      figuresOf("sql", [
        call(select("a"), makeFigures(60, { sumSec: 0.2 })),
        call(select("b"), makeFigures(60, { sumSec: 0.05 })),
      ]),
    ],
  ])("is “%s”", (sentence, kind, figures) => {
    expect(verdictOf(kind, figures)).toBe(sentence);
  });

  test.each<[CallKind, rows: number, others: number, count: number, string]>([
    ["sql", 2, 36, 24_100, "38 statements, 2,410 calls a minute"],
    ["aws", 1, 0, 10, "1 operation, 1.0 calls a minute"],
    ["remote", 0, 1, 0, "1 URL, 0 calls a minute"],
    ["remote", 2, 0, 0, "2 URLs, 0 calls a minute"],
  ])("tells the extent of %s with %i rows and %i others, %i calls", (kind, rows, others, count, words) => {
    const figures = figuresOf(
      kind,
      Array.from({ length: rows }, (_, index) => call(`call ${index}`, makeFigures(1))),
    );
    expect(callsExtent(kind, { ...figures, others, count })).toBe(words);
  });
});

describe("the better query", () => {
  interface Asked {
    kind?: CallKind;
    target?: string;
    repeats?: typeof REPEATED;
  }
  const queryFor = (text: string, { kind = "sql", target = PG, repeats = REPEATED }: Asked = {}) =>
    betterQuery(makeCallRow(kind, call(text, makeFigures(140), { repeats }, target)));

  test.each([
    ["SELECT qty FROM stock WHERE sku = $1", "WHERE sku = ANY($1)"],
    ["select qty from stock where sku=$12 limit $13", "WHERE sku = ANY($1)"],
    ['SELECT * FROM public."Stock" s WHERE s."sku" = $1', 'WHERE s."sku" = ANY($1)'],
    ["SELECT qty FROM stock WHERE sku = ?", "WHERE sku IN (?, …)"],
    ["SELECT qty FROM `stock` WHERE `stock`.`sku` = ? LIMIT ?", "WHERE `stock`.`sku` IN (?, …)"],
    ["SELECT qty FROM stock WHERE sku = :sku", "WHERE sku IN (?, …)"],
    ["SELECT qty FROM stock WHERE sku = @sku", "WHERE sku IN (?, …)"],
    ["SELECT qty FROM stock WHERE sku = %s", "WHERE sku IN (?, …)"],
    ["SELECT qty FROM stock WHERE sku = $1 AND NOT deleted", "WHERE sku = ANY($1)"],
  ])("for %s is %s", (text, better) => {
    expect(queryFor(text)).toBe(better);
  });

  test("has ANY where the target is Postgres, whatever its parameters look like", () => {
    const query = queryFor("SELECT qty FROM stock WHERE sku = ?", { target: "pg|Database::PostgreSQL" });
    expect(query).toBe("WHERE sku = ANY($1)");
  });

  test.each([
    ["has no condition", "SELECT qty FROM stock"],
    ["looks up more than one already", "SELECT qty FROM stock WHERE sku IN (?, …)"],
    ["looks up by no value", "SELECT qty FROM stock WHERE sku = other.sku"],
    ["reads a range", "SELECT qty FROM stock WHERE sku > $1"],
    ["looks up by two values", "SELECT qty FROM stock WHERE shop = $1 AND sku = $2"],
    ["sets a value of its own", "UPDATE stock SET qty = qty - $1 WHERE sku = $2"],
  ])("is not told for a statement that %s", (_, text) => {
    expect(queryFor(text)).toBeUndefined();
  });

  test("is not told for what is not repeated, and for what is no statement", () => {
    const text = "SELECT qty FROM stock WHERE sku = $1";
    expect(queryFor(text, { repeats: { ...REPEATED, inARow: 0 } })).toBeUndefined();
    expect(queryFor(text, { kind: "aws" })).toBeUndefined();
    expect(queryFor(text, { kind: "remote" })).toBeUndefined();
  });
});
