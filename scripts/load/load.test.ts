import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { LoadOptionError, parseLoadOptions } from "./options.ts";
import { formatProgress } from "./progress.ts";
import { formatSummaries, slowestTraced, summarize } from "./results.ts";
import type { Result } from "./results.ts";
import { runLoad } from "./run-load.ts";
import { nextArrivalMs, planVisit } from "./visit.ts";
import type { Random } from "./visit.ts";

/** Numbers that look random and are the same each time (a linear congruential generator). */
function makeRandom(seed = 1): Random {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe("options", () => {
  test("have defaults that stay on this machine", () => {
    expect(parseLoadOptions([])).toEqual({
      baseUrl: "http://127.0.0.1:5000",
      ratePerSec: 2,
      lengthSec: 30,
      maxVisits: 100,
    });
  });

  test("name any address, of which the origin counts", () => {
    expect(parseLoadOptions(["--url", "http://localhost:3000/x", "--rate", "0.5"])).toMatchObject({
      baseUrl: "http://localhost:3000",
      ratePerSec: 0.5,
    });
    expect(parseLoadOptions(["--help"])).toBeUndefined();
  });

  test.each([
    [["--rate", "0"], "--rate 0"],
    [["--rate", "many"], "--rate many"],
    [["--length", ""], "--length"],
    [["--url", "localhost"], "--url localhost"],
    [["--fast"], "--fast"],
    [["--rate"], "--rate"],
  ])("that cannot be used are named: %j", (args, named) => {
    expect(() => parseLoadOptions(args)).toThrow(LoadOptionError);
    expect(() => parseLoadOptions(args)).toThrow(named);
  });
});

test("people come as often as asked for, and read more than they write", () => {
  const random = makeRandom();
  const intervals = Array.from({ length: 10_000 }, () => nextArrivalMs(4, random));
  expect(intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length).toBeCloseTo(250, -1);
  const visits = Array.from({ length: 10_000 }, () => planVisit(random));
  expect(new Set(visits.map(([first]) => first))).toEqual(new Set(["feed"]));
  const all = visits.flat();
  expect(new Set(all).size).toBe(9);
  const writes = all.filter((action) => action === "post" || action === "reply" || action === "like");
  expect(writes.length / all.length).toBeGreaterThan(0.15);
  expect(writes.length / all.length).toBeLessThan(0.35);
});

test("a summary tells latencies by rank and outcomes by status", () => {
  const make = (durationMs: number, status?: number): Result => ({
    action: "feed",
    durationMs,
    status,
    traceId: durationMs > 98 ? `1-${durationMs}` : undefined,
  });
  const results = [
    ...Array.from({ length: 96 }, (_, index) => make(index + 1, 200)),
    make(97, 404),
    make(98, 429),
    make(99, 503),
    make(100),
  ];
  const summary = summarize(results);
  expect(summary).toEqual([
    expect.objectContaining({ action: "feed", count: 100, p50: 50, p95: 95, p99: 99, max: 99 }),
    expect.objectContaining({ action: "all", ok: 96, rejected: 1, throttled: 1, failed: 1, unanswered: 1 }),
  ]);
  expect(formatSummaries(summary).split("\n")).toHaveLength(3);
  expect(slowestTraced(results, 2).map(({ durationMs }) => durationMs)).toEqual([100, 99]);
  expect(formatSummaries(summarize([]))).toContain("all");
});

test("progress fits a line", () => {
  const state = { elapsedSec: 15, lengthSec: 30, visits: 1, arrived: 9, requests: 90, failures: 0 };
  expect(formatProgress(state)).toBe(
    "[############            ] 15/30 s · 1 person · 90 requests, 6.0/s · 0 failed",
  );
});

describe("a run", () => {
  async function serve(run: (baseUrl: string, seen: string[]) => Promise<void>): Promise<void> {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      request.resume();
      seen.push(`${request.method} ${request.url} ${String(request.headers["x-cruddur-handle"])}`);
      response.setHeader("X-Amzn-Trace-Id", "Root=1-00000001-000000000000000000000001;Sampled=1");
      const crud = { uuid: "c0b1a5e0-0000-4000-8000-000000000001", handle: "worf", liked: false };
      response.end(JSON.stringify(request.url?.endsWith("/home") ? [crud] : {}));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen);
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }

  const options = { lengthSec: 60, maxVisits: 3, handles: ["worf"], random: makeRandom() };

  test("ends at once when it is told to, keeps what it has, and turns away whom there is no room for", async () => {
    await serve(async (baseUrl, seen) => {
      const stopping = new AbortController();
      const enough = () => seen.length >= 3 && stopping.abort();
      const onProgress = () => void enough();
      const run = await runLoad({
        ...options,
        baseUrl,
        ratePerSec: 500,
        signal: stopping.signal,
        onProgress,
      });
      expect(run.turnedAway).toBeGreaterThan(0);
      expect(run.results.length).toBeGreaterThanOrEqual(3);
      expect(run.results[0]).toMatchObject({
        action: "feed",
        status: 200,
        traceId: expect.stringMatching(/^1-/),
      });
      expect(seen[0]).toBe("GET /api/activities/home worf");
    });
  });

  test("against nobody counts requests without an answer", async () => {
    const stopping = new AbortController();
    const run = await runLoad({
      ...options,
      baseUrl: "http://127.0.0.1:1",
      ratePerSec: 100,
      signal: stopping.signal,
      onProgress: ({ failures }) => failures >= 3 && stopping.abort(),
    });
    expect(run.results.every(({ status }) => status === undefined)).toBe(true);
  });
});
