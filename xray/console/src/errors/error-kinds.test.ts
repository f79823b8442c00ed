import { describe, expect, test } from "vitest";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import type { Difference, SetFigures } from "xray-local/console-wire/figures.ts";
import { formatSet } from "../sets/set-text.ts";
import type { ErrorKind } from "./error-kinds.ts";
import { hashOf } from "../lib/hash.ts";
import { toErrorKinds } from "./error-kinds.ts";
import { errorsExtent, errorsVerdict, fateWords, messageRuns, serviceName } from "./error-words.ts";
import { errorsQuery } from "./errors-query.ts";
import { findKinds, kindsIn, readErrorsView, sortKinds } from "./errors-view.ts";
import { kindFilter } from "./kind-filter.ts";
import { setsOfKind, sharedBy } from "./what-they-share.ts";

const RANGE = { startSec: 1000 };
const NOTHING = { ok: 0, error: 0, throttle: 0, fault: 0 };
const EXAMPLE = { traceId: "1-0-0", startSec: 0, durationSec: 0 };

interface Group {
  type?: string;
  way?: readonly string[];
  count?: readonly number[];
  outcomes?: Partial<typeof NOTHING>;
  firstSec?: number;
  firstEverSec?: number;
  rest?: object;
}

function makeGroup({ type = "E", way = ["api"], count = [1], firstSec = 1000, ...more }: Group): object {
  const total = count.reduce((sum, each) => sum + each, 0);
  return {
    values: [`${type}: m (f)`],
    count: total,
    traces: total,
    outcomes: { ...NOTHING, ...more.outcomes },
    firstSec,
    lastSec: 1010,
    firstEverSec: more.firstEverSec,
    examples: { newest: EXAMPLE, slowest: EXAMPLE, usual: EXAMPLE },
    exception: { type, message: "m", way, reachedClient: total, sameWay: total },
    columns: { startSec: 1000, columnSec: 60, count },
    ...more.rest,
  };
}

function kindsOf(...groups: readonly Group[]): readonly ErrorKind[] {
  const figures = { groups: [{ groups: groups.map(makeGroup) }] };
  return toErrorKinds(figures as unknown as SetFigures, RANGE);
}

function makeKind(type: string, rest: Partial<ErrorKind> = {}): ErrorKind {
  const [kind] = kindsOf({ type, firstEverSec: 10 });
  if (kind === undefined) throw new Error("a kind was given");
  return { ...kind, ...rest };
}
const typesOf = (kinds: readonly ErrorKind[]) => kinds.map(({ type }) => type).join(" ");

describe("kinds of exceptions", () => {
  test("are none of an answer without groups, and of groups that are no exceptions", () => {
    expect(toErrorKinds({ groups: [] } as unknown as SetFigures, RANGE)).toEqual([]);
    expect(kindsOf({ rest: { exception: undefined } }, { rest: { values: [] } })).toEqual([]);
  });

  test.each([
    [1000, true],
    [999.9, false],
  ])("first seen at %d: new is %s", (firstEverSec, isNew) => {
    expect(kindsOf({ firstEverSec })[0]?.isNew).toBe(isNew);
  });

  test("without a first time ever have that of the range", () => {
    expect(kindsOf({ firstSec: 1200 })[0]).toMatchObject({ firstEverSec: 1200, isNew: true });
  });

  test.each([
    [{ fault: 1, error: 3 }, "error"],
    [{ fault: 2, error: 2 }, "fault"],
    [{ throttle: 1, error: 1 }, "throttle"],
    [{ ok: 3, fault: 2 }, "ok"],
  ])("of the outcomes %o are of the most frequent, else the worst: %s", (outcomes, outcome) => {
    expect(kindsOf({ outcomes })[0]?.outcome).toBe(outcome);
  });

  test.each([
    ["the end of the other's way, as often", ["pay", "shop"], ["shop"], [2, 3], [2, 3], "A: m (f)"],
    ["the whole of the other's way", ["shop"], ["shop"], [2, 3], [2, 3], undefined],
    ["another way", ["pay", "web"], ["shop"], [2, 3], [2, 3], undefined],
    ["the start of the other's way", ["shop", "web"], ["shop"], [2, 3], [2, 3], undefined],
    ["no way", ["pay", "shop"], [], [2, 3], [2, 3], undefined],
    ["the same sum in other columns", ["pay", "shop"], ["shop"], [2, 3], [3, 2], undefined],
    ["more than the other", ["pay", "shop"], ["shop"], [2, 3], [2, 4], undefined],
  ] as const)("follow another where they went %s", (_, below, above, countOfA, countOfB, follows) => {
    const [, kind] = kindsOf(
      { type: "A", way: below, count: countOfA },
      { type: "B", way: above, count: countOfB },
    );
    expect(kind?.follows).toBe(follows);
  });

  test("have the same hash in each browser, of eight digits", () => {
    expect(hashOf("")).toBe("811c9dc5");
    expect(hashOf("a")).toBe("e40c292c");
    expect(hashOf("foobar")).toBe("bf9cf968");
    const hashes = Array.from({ length: 2000 }, (_, index) => hashOf(`kind ${index}`));
    expect(new Set(hashes).size).toBe(2000);
    expect(hashes.filter((hash) => !/^[0-9a-f]{8}$/.test(hash))).toEqual([]);
  });

  test("are asked for with their first time, of the group alone", () => {
    const bounds = { startSec: 0, endSec: 900 };
    const query = errorsQuery(bounds, 'group.name = "g"');
    expect(query).toMatchObject({
      of: "exceptions",
      ever: true,
      sets: [{ ...bounds, filter: 'group.name = "g"' }],
    });
    expect(errorsQuery(bounds, "").sets).toEqual([bounds]);
  });
});

describe("the view of kinds", () => {
  const follower = makeKind("Follower", { isNew: true, risingSec: 1, follows: "x", reachedClient: 0 });
  const fresh = makeKind("Fresh", { isNew: true });
  const rising = makeKind("Rising", { risingSec: 1, reachedClient: 0 });
  const old = makeKind("Old");
  const kinds = [follower, fresh, rising, old];

  test.each([
    ["new", "Fresh"],
    ["rising", "Rising"],
    ["client", "Fresh Old"],
    ["handled", "Follower Rising"],
    [undefined, "Follower Fresh Rising Old"],
  ] as const)("with the state %s has %s", (state, types) => {
    expect(typesOf(kindsIn(kinds, state))).toBe(types);
  });

  test.each([
    ["", undefined, "news", "", ""],
    ["state=new&sort=last&q=a+b&kind=0a", "new", "last", "a b", "0a"],
    ["state=NEW&sort=", undefined, "news", "", ""],
    ["state=toString&sort=constructor", undefined, "news", "", ""],
    ["state=rising&state=new", "rising", "news", "", ""],
  ])("is read of %j", (address, state, sort, find, kind) => {
    expect(readErrorsView(new URLSearchParams(address))).toEqual({ state, sort, find, kind });
  });

  test.each([
    ["first", "B C A"],
    ["last", "C A B"],
    ["name", "A B C"],
    ["count", "A C B"],
  ] as const)("sorted by %s has %s", (sort, types) => {
    const three = [
      makeKind("B", { firstEverSec: 30, lastSec: 1, count: 1 }),
      makeKind("A", { firstEverSec: 10, lastSec: 2, count: 9 }),
      makeKind("C", { firstEverSec: 20, lastSec: 3, count: 5 }),
    ];
    expect(typesOf(sortKinds(three, sort))).toBe(types);
    expect(typesOf(sortKinds(three.toReversed(), sort))).toBe(types);
  });

  test("has equals by how often they came, then by their keys, whatever the order of the answer", () => {
    const equals = [makeKind("B"), makeKind("A"), makeKind("C", { count: 2 })];
    expect(typesOf(sortKinds(equals, "last"))).toBe("C A B");
    expect(typesOf(sortKinds(equals.toReversed(), "last"))).toBe("C A B");
  });

  test("has those that follow right behind, over several levels, and alone where the other is not shown", () => {
    const first = makeKind("First");
    const second = makeKind("Second", { follows: first.key, count: 50 });
    const third = makeKind("Third", { follows: second.key, count: 99 });
    const other = makeKind("Other", { count: 10 });
    expect(typesOf(sortKinds([third, second, first, other], "count"))).toBe("Other First Second Third");
    expect(typesOf(sortKinds([third, second, other], "count"))).toBe("Second Third Other");
  });

  test("finds texts over type and message, without spaces around and in any case, and not across parts", () => {
    const kind = makeKind("Timeout", { message: "No answer", frame: "f x.ts:1", way: ["a", "b"] });
    const found = (text: string) => findKinds([kind], text, () => "g y.ts:2").length;
    expect(["  ", " TIMEOUT no ", "a b", "X.TS", "g y"].map(found)).toEqual([1, 1, 1, 1, 1]);
    expect(["answer f", ".*", "[", "1 a"].map(found)).toEqual([0, 0, 0, 0]);
  });
});

describe("kinds in words", () => {
  test.each([
    [0, 0, "Last 15 min", "Nothing is new in the last 15 min."],
    [0, 1, "Today", "One kind is rising; none is new."],
    [2, 3, "Last 6 h", "Two kinds are new in the last 6 h, three are rising."],
    [1, 0, "14:00 to 15:00", "One kind is new from 14:00 to 15:00."],
  ])("with %i new and %i rising ones of %s: %s", (fresh, rising, range, sentence) => {
    const kinds = [
      ...Array.from({ length: fresh }, (_, index) => makeKind(`N${index}`, { isNew: true })),
      ...Array.from({ length: rising }, (_, index) => makeKind(`R${index}`, { risingSec: 1 })),
      makeKind("follower", { isNew: true, follows: "x" }),
    ];
    expect(errorsVerdict(kinds, range)).toBe(sentence);
  });

  test("count themselves, their times and their traces", () => {
    expect(errorsExtent(1, { count: 1, traces: 1 })).toBe("1 kind, 1 time in 1 trace");
    expect(errorsExtent(11, { count: 1978, traces: 646 })).toBe("11 kinds, 1,978 times in 646 traces");
  });

  test.each([
    [{ count: 5000, reachedClient: 1200, status: 404 }, "client got 404 in 1,200 of 5,000"],
    [{ count: 2, reachedClient: 1, status: undefined }, "reached the client in 1 of 2"],
    [{ reachedClient: 0, way: [] }, "handled"],
  ])("of %o: %s", (kind, words) => {
    expect(fateWords(makeKind("E", kind))).toBe(words);
  });

  test("name a service without its type, which is the last part", () => {
    expect(["orders|AWS::Lambda", "a|b|T", "web", ""].map(serviceName)).toEqual(["orders", "a|b", "web", ""]);
  });

  test.each([
    [":host refused #", [":host", "#"], [" refused "]],
    ["##", ["#", "#"], []],
    ["key :value, mail :email, :id", [":value", ":email", ":id"], ["key ", ", mail ", ", "]],
    [":hostname :ids a:id ::id", [], [":hostname :ids a:id ::id"]],
    ["", [], []],
  ])("divide the message %j", (message, values, texts) => {
    const runs = messageRuns(message);
    const textsOf = (isValue: boolean) =>
      runs.filter((run) => run.isValue === isValue).map(({ text }) => text);
    expect(textsOf(true)).toEqual(values);
    expect(textsOf(false)).toEqual(texts);
    expect(runs.map(({ text }) => text).join("")).toBe(message);
    expect(runs.every(({ text, at }) => message.startsWith(text, at))).toBe(true);
  });
});

describe("the filter of a kind", () => {
  test.each([
    ["fault", "a message", 'rootcause.fault.exception { name = "E" AND message CONTAINS "a message" }'],
    ["error", "", 'rootcause.error.exception { name = "E" }'],
    [
      "throttle",
      "code #, no :host",
      'rootcause.error.exception { name = "E" AND message CONTAINS "code " AND message CONTAINS ", no " }',
    ],
    ["fault", "no # at :host", 'rootcause.fault.exception { name = "E" }'],
  ] as const)(
    "of a %s that said %j has what is no value, and not too short: %s",
    (outcome, message, filter) => {
      expect(kindFilter(makeKind("E", { outcome, message }))).toBe(filter);
      expect(parseFilter(filter).kind).toBe("rootcause");
    },
  );

  test("takes whatever a type and a message say for text", () => {
    const made =
      kindFilter(makeKind('E" OR fault', { message: 'say \\"hi\\" } OR { "', outcome: "fault" })) ?? "";
    expect(parseFilter(made).kind).toBe("rootcause");
  });
});

describe("what the traces of a kind share", () => {
  const difference = (
    field: Difference["field"],
    shares: Difference["shares"],
    rest: Partial<Difference> = {},
  ) => ({
    field,
    value: "x",
    shares,
    counts: [1, 1] as const,
    values: [],
    ...rest,
  });
  const view = setsOfKind({ key: "E: m (f)", way: ["pay|AWS::Lambda", "web"] });

  test("is asked of those with it, and of what went well where it was thrown", () => {
    expect(formatSet(view.a)).toBe("{exception=E: m (f)}");
    expect(formatSet(view.b)).toBe("{exception!=E: m (f)}{service=pay|AWS::Lambda} ok");
    expect(formatSet(setsOfKind({ key: "k", way: [] }).b)).toBe("{exception!=k} ok");
  });

  test.each([
    ["less than five points more", difference("user", [0.54, 0.5])],
    ["what those that worked have more of", difference("user", [0, 1])],
    ["the lack of a value", difference("user", [1, 0], { value: "" })],
    ["the same traces as another", difference("user", [1, 0], { sameAs: 0 })],
    ["the service that all went through", difference("service", [1, 1])],
    ["what nearly all have", difference("user", [1, 0.99])],
    ["what they were chosen by", difference("exception", [1, 0])],
  ])("is not %s", (_, each) => {
    expect(sharedBy([each], view)).toEqual([]);
  });

  test("is four at most, what they have more of first", () => {
    const fields = ["zone", "user", "method", "version", "endpoint"] as const;
    const both = difference("zone", [1, 1]);
    const more = fields.slice(1).map((field) => difference(field, [0.9, 0.1]));
    expect(sharedBy([both, ...more], view)).toEqual(more);
    expect(sharedBy([both, ...more.slice(0, 2)], view)).toEqual([...more.slice(0, 2), both]);
  });
});
