import { describe, expect, test } from "vitest";
import { makeSummary } from "../testing/make-summary.ts";
import type { Operations } from "./operations.ts";
import { countSummaries, summaryPages } from "./summary-pages.ts";

type Input = Operations["/TraceSummaries"]["input"];

const QUESTION = { startSec: 100, endSec: 200, filter: "fault" };
const { signal } = new AbortController();

/** A server with so many pages of two summaries each. */
function makeServer(pages: number) {
  const inputs: Input[] = [];
  const call = (_path: string, input: unknown) => {
    inputs.push(input as Input);
    const more = inputs.length < pages ? { NextToken: `page ${inputs.length + 1}` } : { NextToken: null };
    const names = [1, 2].map((at) => makeSummary({ Id: `${inputs.length}-${at}` }));
    return Promise.resolve({ TraceSummaries: names, ...more });
  };
  return { inputs, call };
}

describe("the pages of an answer", () => {
  test("are asked for one after the other, each with the token of the one before", async () => {
    const { inputs, call } = makeServer(3);
    const ids: string[] = [];
    for await (const { TraceSummaries = [] } of summaryPages(call, QUESTION, signal)) {
      ids.push(...TraceSummaries.map(({ Id }) => Id));
    }
    expect(ids).toEqual(["1-1", "1-2", "2-1", "2-2", "3-1", "3-2"]);
    expect(inputs.map(({ NextToken }) => NextToken)).toEqual([undefined, "page 2", "page 3"]);
    expect(inputs[0]).toEqual({ StartTime: 100, EndTime: 200, FilterExpression: "fault" });
  });

  test("that nobody reads are not asked for", async () => {
    const { inputs, call } = makeServer(3);
    for await (const page of summaryPages(call, QUESTION, signal)) {
      expect(page.TraceSummaries).toHaveLength(2);
      break;
    }
    expect(inputs).toHaveLength(1);
  });

  test("of no filter are asked for without one", async () => {
    const { inputs, call } = makeServer(1);
    await countSummaries(call, { ...QUESTION, filter: "" }, 4, signal);
    expect(inputs).toEqual([{ StartTime: 100, EndTime: 200 }]);
  });
});

describe("how many traces match", () => {
  test.each([
    [1, 4, { count: 2, isAtLeast: false }],
    [4, 4, { count: 8, isAtLeast: false }],
    [5, 4, { count: 8, isAtLeast: true }],
    [9, 2, { count: 4, isAtLeast: true }],
  ])("of %s pages, counted up to %s, is %j", async (pages, most, counted) => {
    const { inputs, call } = makeServer(pages);
    expect(await countSummaries(call, QUESTION, most, signal)).toEqual(counted);
    expect(inputs).toHaveLength(Math.min(pages, most));
  });

  test("is not known when the server fails", async () => {
    const failing = () => Promise.reject(new Error("gone"));
    await expect(countSummaries(failing, QUESTION, 4, signal)).rejects.toThrow("gone");
  });
});
