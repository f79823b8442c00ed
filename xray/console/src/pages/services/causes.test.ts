import { describe, expect, test } from "vitest";
import { makeFigureRow, makeFigures } from "../../testing/make-figures.ts";
import { addedFaultsPerMin, addedSec, faultShare, isWorse, meanSec } from "./change.ts";
import type { Change } from "./change.ts";
import { findCauses, versionAt } from "./find-causes.ts";
import type { FigureRow } from "./service-rows.ts";

const change = (
  kind: Change["kind"],
  atSec?: number,
  before = makeFigures(50, 0.1),
  since = makeFigures(50, 0.5, 25),
): Change => ({
  kind,
  ...(atSec !== undefined && { atSec }),
  before,
  since,
});

describe("how much worse it got", () => {
  test.each([
    // From the start of the range on: 25 faults in 10 minutes.
    ["failing", undefined, 2.5],
    ["failing", 300, 5],
    // Its moment is the end: not by a division by nothing.
    ["failing", 600, 1500],
    ["mended", 300, 0],
    ["slower", 300, 0],
  ] as const)("faults a minute of one that is %s since %s: %f", (kind, atSec, perMin) => {
    expect(addedFaultsPerMin(change(kind, atSec), 600, 0)).toBeCloseTo(perMin);
  });

  test("seconds are those of all requests since, and none of one that got faster", () => {
    expect(addedSec(change("slower"))).toBeCloseTo(20);
    expect(addedSec(change("faster"))).toBe(0);
    // Its p95 rose, its mean fell.
    expect(addedSec(change("slower", 0, makeFigures(50, 0.5), makeFigures(50, 0.1)))).toBe(0);
    expect([addedSec(undefined), addedFaultsPerMin(undefined, 600, 0)]).toEqual([0, 0]);
  });

  test("is only said of slower and failing", () => {
    const kinds = (["slower", "faster", "failing", "mended"] as const).filter((kind) =>
      isWorse(change(kind)),
    );
    expect(kinds).toEqual(["slower", "failing"]);
  });

  test("of no request is no share and no mean", () => {
    expect([faultShare(makeFigures(0)), meanSec(makeFigures(0))]).toEqual([0, 0]);
    expect([faultShare(makeFigures(8, 1, 2)), meanSec(makeFigures(8, 0.5))]).toEqual([0.25, 0.5]);
  });
});

describe("causes", () => {
  const worse = (url: string, each: Change, more: Partial<FigureRow> = {}) =>
    makeFigureRow(url, { key: url, changes: { [isSlow(each) ? "pace" : "faults"]: each }, ...more });
  const isSlow = ({ kind }: Change) => kind === "slower" || kind === "faster";
  const told = (rows: readonly FigureRow[], ...calls: (readonly [string, string])[]) =>
    findCauses(
      rows,
      calls.map(([caller, callee]) => ({ caller, callee })),
      60,
    ).map(({ row, consequences }) => [row.key, ...consequences.map(({ key }) => key)].join(" < "));

  test("are none of what got better or did not change", () => {
    expect(
      told([worse("/a", change("faster", 0)), worse("/b", change("mended", 0)), makeFigureRow("/c")]),
    ).toEqual([]);
  });

  test("come worst first: by faults a minute, then by the seconds that were added", () => {
    const more = makeFigures(50, 0.9);
    const rows = [
      worse("/slow", change("slower", 0)),
      worse("/slower", change("slower", 900, makeFigures(50, 0.1), more)),
      worse("/few", change("failing", 0), { faultsPerMin: 1 }),
      worse("/many", change("failing", 900), { faultsPerMin: 7 }),
    ];
    expect(told(rows)).toEqual(["/many", "/few", "/slower", "/slow"]);
  });

  test.each([
    [120, ["/callee < /caller"]],
    [-120, ["/callee < /caller"]],
    [121, ["/callee", "/caller"]],
  ])("take a caller along that changed %i s later, two columns at most", (laterSec, words) => {
    const rows = [
      worse("/caller", change("slower", 600 + laterSec)),
      worse("/callee", change("slower", 600)),
    ];
    expect(told(rows, ["/caller", "/callee"]).toSorted()).toEqual(words);
  });

  test("are with changes against the range before told with each other, not with those within it", () => {
    const caller = worse("/caller", change("slower"));
    const calls = [["/caller", "/callee"]] as const;
    expect(told([caller, worse("/callee", change("slower"))], ...calls)).toEqual(["/callee < /caller"]);
    expect(told([caller, worse("/callee", change("slower", 60))], ...calls)).toHaveLength(2);
  });

  test("are of two callees the one that added more", () => {
    const rows = [
      worse("/caller", change("slower", 0)),
      worse("/little", change("slower", 0, makeFigures(50, 0.1), makeFigures(50, 0.2))),
      worse("/much", change("slower", 0, makeFigures(50, 0.1), makeFigures(50, 0.9))),
    ];
    const expected = ["/much < /caller", "/little"];
    expect(told(rows, ["/caller", "/little"], ["/caller", "/much"])).toEqual(expected);
    expect(told(rows, ["/caller", "/much"], ["/caller", "/little"])).toEqual(expected);
  });

  test("are not explained by themselves, nor by what did not change", () => {
    const rows = [worse("/a", change("slower", 0)), makeFigureRow("/steady", { key: "/steady" })];
    expect(told(rows, ["/a", "/a"], ["/a", "/steady"], ["/a", "/unknown"])).toEqual(["/a"]);
  });

  test.each([
    [600, 60, "2.4.1"],
    [580, 60, "2.4.1"],
    [579, 60, undefined],
    [820, 60, "2.4.1"],
    [821, 60, undefined],
    // Wider columns know the moment no better.
    [400, 300, "2.4.1"],
    [undefined, 60, undefined],
  ])("since %s with columns of %i s came with version %s", (atSec, columnSec, version) => {
    const newVersions = [{ text: "2.4.1", sinceSec: 700 }];
    expect(versionAt({ newVersions }, change("slower", atSec), columnSec)).toBe(version);
  });
});
