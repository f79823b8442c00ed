import { describe, expect, test } from "vitest";
import { SENDERS } from "../../testing/make-traces.ts";
import { assembleTraceTree } from "../../trace-model/trace-tree.ts";
import { quietWords } from "./details/quiet-words.ts";
import { makeSummary } from "../../testing/make-summary.ts";
import { likeRequests, usualTrace } from "./usual-trace.ts";

const tree = assembleTraceTree(SENDERS.backend);
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const OTHER_URL = { HttpMethod: "GET", HttpURL: "http://localhost:5000/api/users" };
const summaries = [
  makeSummary({ Id: "this", ResponseTime: 9 }),
  makeSummary({ Id: "slow", ResponseTime: 3 }),
  makeSummary({ Id: "failed", ResponseTime: 0.04, HasFault: true }),
  makeSummary({ Id: "usual", ResponseTime: 0.05 }),
  makeSummary({ Id: "quick", ResponseTime: 0.01 }),
  makeSummary({ Id: "again", ResponseTime: 0.02 }),
  makeSummary({ Id: "other", ResponseTime: 0.05, Http: OTHER_URL }),
  makeSummary({ Id: "posted", Http: { ...OTHER_URL, HttpMethod: "POST" } }),
  makeSummary({ Id: "more", ResponseTime: 0.06 }),
];

test("likeRequests are of the same method and URL, whatever its query", () => {
  expect(likeRequests(tree, "this", summaries).map((summary) => summary.Id)).toEqual([
    "slow",
    "failed",
    "usual",
    "quick",
    "again",
    "more",
  ]);
});

test("usualTrace is the one that worked nearest to the median", () => {
  expect(usualTrace(tree, "this", summaries)?.Id).toBe("usual");
  expect(usualTrace(tree, "this", [makeSummary({ Id: "failed", HasFault: true })])).toBeUndefined();
});

describe("quietWords", () => {
  test("sets the response beside half of the others", () => {
    expect(plain(quietWords(tree, "this", summaries))).toBe(
      "Nothing stands out. 100 ms; half of this URL’s requests take under 40 ms.",
    );
  });

  test("says no median of a few", () => {
    expect(plain(quietWords(tree, "this", summaries.slice(0, 3)))).toBe("Nothing stands out. 100 ms.");
  });

  test("knows that a trace in progress may yet stand out", () => {
    expect(quietWords(assembleTraceTree(SENDERS.inProgress), "x", [])).toContain("so far");
  });
});
