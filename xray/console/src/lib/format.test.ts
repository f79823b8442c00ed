import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clockParts,
  exactTime,
  formatAgo,
  formatBytes,
  formatCount,
  formatCounted,
  formatDifference,
  formatDuration,
  formatEach,
  formatMinute,
  formatOfHundred,
  formatRate,
  formatRetention,
  formatShare,
  formatTime,
} from "./format.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("durations have two figures under 100 and three from there", () => {
  test.each([
    [0, "0 ms"],
    [0.000_004_1, "4.1 µs"],
    [0.000_41, "0.41 ms"],
    [0.0065, "6.5 ms"],
    [0.00996, "10 ms"],
    [0.034, "34 ms"],
    [0.0994, "99 ms"],
    [0.0996, "100 ms"],
    [0.253, "253 ms"],
    [0.9994, "999 ms"],
    [0.9996, "1.00 s"],
    [1.234, "1.23 s"],
    [12.44, "12.4 s"],
    [59.9, "59.9 s"],
    [60, "1 min 0 s"],
    [124, "2 min 4 s"],
    [3600 * 3 + 60 * 7, "3 h 7 min"],
    [86_400 * 3 + 3600 * 4, "3 d 4 h"],
    [-0.034, "−34 ms"],
    [Number.NaN, "–"],
  ])("%s s is %s", (sec, expected) => expect(plain(formatDuration(sec))).toBe(expected));
});

describe("counts", () => {
  test.each([
    [0, "0"],
    [41_392, "41,392"],
    [999_999, "999,999"],
    [1_200_000, "1.2 M"],
    [12_345_678, "12 M"],
    [2_100_000_000, "2.1 G"],
  ])("%s is %s", (count, expected) => expect(plain(formatCount(count))).toBe(expected));

  test("a noun agrees with its count", () => {
    expect(formatCounted(1, "trace")).toBe("1 trace");
    expect(formatCounted(438, "trace")).toBe("438 traces");
    expect(formatCounted(2, "trace waits", "traces wait")).toBe("2 traces wait");
  });
});

describe("shares have one decimal under 10 %, and never hide what is there or what is missing", () => {
  test.each([
    [0, "0 %"],
    [0.0004, "< 0.1 %"],
    [0.008, "0.8 %"],
    [0.063, "6.3 %"],
    [0.02, "2 %"],
    [0.44, "44 %"],
    [0.9961, "99.6 %"],
    [0.999_99, "99.9 %"],
    [1, "100 %"],
  ])("%s is %s", (share, expected) => expect(plain(formatShare(share))).toBe(expected));
});

test.each([
  [46, "46/s"],
  [14 / 60, "14/min"],
  [0.2 / 60, "0.20/min"],
  [5, "300/min"],
])("a rate of %s a second is %s", (rate, expected) => expect(formatRate(rate)).toBe(expected));

test.each([
  [0, "0 bytes"],
  [900, "900 bytes"],
  [1024 * 41, "41 kB"],
  [1024 * 1024 * 412, "412 MB"],
  [1024 ** 3, "1.0 GB"],
])("%s bytes are %s", (bytes, expected) => expect(plain(formatBytes(bytes))).toBe(expected));

describe("times", () => {
  const noon = Date.UTC(2026, 10, 24, 12) / 1000;

  test("a clock keeps its milliseconds apart", () => {
    expect(clockParts(noon + 0.0604)).toEqual({ clock: "12:00:00", millis: ".060" });
    expect(clockParts(noon + 0.9999)).toEqual({ clock: "12:00:01", millis: ".000" });
  });

  test("the date stands only where it is not today's", () => {
    expect(formatTime(noon, noon + 60)).toBe("12:00:00");
    expect(formatTime(noon, noon + 86_400)).toBe("24 Nov 12:00:00");
    expect(formatMinute(noon, noon + 400 * 86_400)).toBe("24 Nov 2026 12:00");
  });

  test("the title tells UTC and epoch", () => {
    expect(exactTime(noon)).toBe(`2026-11-24 12:00:00.000 UTC, ${noon} s`);
    expect(exactTime(Number.NaN)).toContain("not a time");
  });

  test.each([
    [0, "now"],
    [4200, "4 s ago"],
    [65_000, "1 min ago"],
    [3 * 3_600_000, "3 h ago"],
    [72 * 3_600_000, "3 d ago"],
    [-500, "now"],
  ])("%s ms back is %s", (backMs, expected) => expect(formatAgo(1e12 - backMs, 1e12)).toBe(expected));
});

describe("figures of any size", () => {
  /** No powers of ten, no NaN, a unit behind. */
  const FIGURE =
    /^[+−]?(?:< )?\d[\d,]*(?:\.\d+)?(?: (?:µs|ms|s|min|h|d|%|M|G)(?: \d+ (?:s|min|h))?)?(?:\/s|\/min)?$/;
  const anySec = fc.oneof(
    fc.double({ min: 0, max: 1e8, noNaN: true }),
    fc.double({ min: 0, max: 1e-3, noNaN: true }),
    fc.double({ min: -60, max: 60, noNaN: true }),
  );

  test("are read as figures, whatever noise they carry", () => {
    fc.assert(
      fc.property(anySec, (sec) => {
        expect(plain(formatDuration(sec))).toMatch(FIGURE);
        expect(plain(formatDifference(sec))).toMatch(FIGURE);
        expect(plain(formatRate(Math.abs(sec)))).toMatch(FIGURE);
        expect(plain(formatCount(Math.abs(sec)))).toMatch(FIGURE);
      }),
    );
  });

  test("of a share are between 0 and 100 %, and neither unless they are", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const text = plain(formatShare(share));
        expect(text).toMatch(FIGURE);
        expect(text === "100 %").toBe(share * 100 >= 100);
        expect(text === "0 %").toBe(share * 100 === 0);
      }),
    );
    expect(formatShare(Number.NaN)).toBe("–");
    expect(plain(formatShare(0.995))).toBe("99.5 %");
  });

  test("of a difference tell its sign where there is one", () => {
    expect([1.4e-17, -1.4e-17, 0].map(formatDifference).map(plain)).toEqual(["0 ms", "0 ms", "0 ms"]);
    expect([0.034, -0.034, 1.5, 0.000_41].map(formatDifference).map(plain)).toEqual([
      "+34 ms",
      "−34 ms",
      "+1.50 s",
      "+0.41 ms",
    ]);
  });

  test("of a length never shrink as it grows", () => {
    const inMs = (text: string) => {
      const units = { µs: 1e-3, ms: 1, s: 1e3, min: 6e4, h: 36e5, d: 864e5 };
      const pairs = [...plain(text).matchAll(/([\d.]+) (µs|ms|s|min|h|d)/g)];
      return pairs.reduce(
        (sum, [, value, unit]) => sum + Number(value) * units[unit as keyof typeof units],
        0,
      );
    };
    const length = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(length, length, (one, other) => {
        const [short, long] = one < other ? [one, other] : [other, one];
        expect(inMs(formatDuration(short))).toBeLessThanOrEqual(inMs(formatDuration(long)) * (1 + 1e-9));
      }),
    );
  });
});

test.each([
  [30 * 86_400, "30 days"],
  [86_400, "1 day"],
  [12 * 3600, "12 h 0 min"],
  [30, "30.0 s"],
])("a retention of %s s is %s", (sec, words) => expect(plain(formatRetention(sec))).toBe(words));

test.each([
  [0, "none is"],
  [1, "1 in 100 is"],
  [19, "19 in 100 are"],
  [100, "all are"],
])("of a hundred %s: %s", (count, words) => expect(formatOfHundred(count)).toBe(words));

test("a round length reads behind a word", () => {
  const lengths = [60, 3600, 15, 300, 7200, 1].map(formatEach).map(plain);
  expect(lengths).toEqual(["minute", "hour", "15 s", "5 min", "2 h", "second"]);
});
