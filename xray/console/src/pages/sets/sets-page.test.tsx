// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import type { AppRequest } from "../../testing/app-requests.ts";
import { NOW_SEC, passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";

const TABLE = /Differences/;
/** What is typed is in the address by then. */
const RESTED_MS = 400;

let made = 0;
/** So many requests within the last minutes. */
function times(count: number, request: (index: number) => Partial<AppRequest>): object[] {
  return Array.from({ length: count }, (_, index) => {
    made += 1;
    const agoSec = 30 + index;
    return makeRequest(traceIdOf(made, agoSec), { agoSec, ...request(index) });
  });
}

const path = "/api/checkout";
/** Slow with a large cart and the new plan; the others have either or neither. */
const story = () => [
  ...times(40, (index) => ({ path, durationMs: 500, annotations: { plan: "new", lines: 8 + index } })),
  ...times(60, (index) => ({ path, durationMs: 40, annotations: { plan: "old", lines: 1 + (index % 10) } })),
];
const faults = () => [
  ...times(30, () => ({ path, status: 500, annotations: { plan: "new" } })),
  ...times(60, (index) => ({ path, annotations: { plan: index % 10 === 0 ? "new" : "old" } })),
];
const BRUSH = `${NOW_SEC - 600}~${NOW_SEC},0.3~2`;
const SLOW = "/sets?a=responsetime > 0.3&b=rest";

const verdict = () => textOf(screen.getByRole("heading", { level: 1 }));
const rows = () => readTable(TABLE).slice(1);
const rowOf = (name: string) => rows().find(([first]) => first === name) ?? [];
const side = () => within(screen.getByRole("complementary", { name: "The attribute" }));

describe("two sets", () => {
  test("are told apart in a sentence, a heatmap each, and attributes in order", async () => {
    const { user, query } = await openConsole(SLOW, story());
    expect(verdict()).toBe("All 40 selected traces have plan new; of the rest none.");
    expect(screen.getByText(/lines 11 or more/)).toBeDefined();
    expect(
      screen.getByRole("img", { name: /^Heatmaps: A, p50 500.ms, 40 traces; B, p50 40.ms, 60 traces$/ }),
    ).toBeDefined();
    expect(rowOf("plan").slice(1)).toEqual(["new else old", "", "100 %", "0 %", "+100", ""]);
    expect(rowOf("lines")[1]).toMatch(/^11 or more number, 1 to 4\d$/);
    expect(rows().some(([name]) => name === "status")).toBe(false);
    await user.click(screen.getByRole("button", { name: /attributes differ by less than 1 point/ }));
    expect(query()["fold"]).toBe("all");
    expect(rowOf("status").slice(1, 5)).toEqual(["200", "", "100 %", "100 %"]);
  });

  test("of faults are told by what they are, and by what they failed of after it", async () => {
    const { user, address } = await openConsole("/traces", faults());
    await user.keyboard("d");
    await settle();
    expect(address()).toBe("/sets");
    expect(verdict()).toBe("All 30 faults have plan new; of the ok ones 10 %.");
    expect(
      screen.getByText(/All 30 faults failed of DatabaseError: deadlock detected; of the ok ones none\./),
    ).toBeDefined();
    expect(rowOf("status")[1]).toBe("500 what they were chosen by");
  });

  test("that are alike, and too few, say so", async () => {
    await openConsole(
      "/sets?a=user = %22a%22&b=rest",
      times(50, (index) => ({ path, user: index < 6 ? "a" : "b" })),
    );
    expect(verdict()).toMatch(/^Nothing tells them apart\. \d+ attributes differ by less than 5 points\.$/);
    expect(screen.getByText("Only 6 traces in A: shares move by 17 points with each.")).toBeDefined();
  });

  test("of a brush lead from the list, by D, and back", async () => {
    const { user, query } = await openConsole(
      `/traces?filter=${encodeURIComponent('http.url CONTAINS "checkout"')}&brush=${BRUSH}`,
      story(),
    );
    expect(screen.getByRole("link", { name: "Compare with the rest" })).toBeDefined();
    await user.keyboard("d");
    await settle();
    expect(query()).toEqual({
      filter: 'http.url CONTAINS "checkout"',
      a: `[${BRUSH}]`,
      b: "rest",
    });
    expect(verdict()).toBe("All 40 selected traces have plan new; of the rest none.");
    await user.click(screen.getByRole("link", { name: /^40 traces$/ }));
    await settle();
    expect(query()["brush"]).toBe(BRUSH);
  });
});

describe("what changes the sets", () => {
  test("+ writes the value into A, − its opposite, W swaps", async () => {
    const { user, query, goBack } = await openConsole(SLOW, story());
    await user.keyboard("+");
    await settle();
    expect(query()).toEqual({ a: 'responsetime > 0.3 AND annotation.plan = "new"', b: "rest" });
    await user.keyboard("w");
    await settle();
    expect(query()).toEqual({ a: "rest", b: 'responsetime > 0.3 AND annotation.plan = "new"' });
    await goBack();
    await goBack();
    await user.click(screen.getByRole("button", { name: "Only A without plan new" }));
    await settle();
    expect(query()["a"]).toBe('responsetime > 0.3 AND !annotation.plan = "new"');
    expect(screen.getByRole("heading", { name: "No trace is in A" })).toBeDefined();
  });

  test("H keeps a value in both, and it can be let go", async () => {
    const { user, query } = await openConsole("/sets", faults());
    await user.keyboard("h");
    await settle();
    expect(query()).toEqual({ a: "fault", b: "ok", hold: "{annotation.plan=new}" });
    expect(rowOf("plan")).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Let go of plan new" }));
    await settle();
    expect(query()["hold"]).toBeUndefined();
    expect(rowOf("plan")[3]).toBe("100 %");
  });

  test("presets choose others, two filters can be written", async () => {
    const { user, query } = await openConsole("/sets", faults());
    await user.click(screen.getByRole("button", { name: "Now, before" }));
    await settle();
    expect(query()).toEqual({ a: "[]", b: "before" });
    expect(screen.getByRole("heading", { name: "No trace is in B" })).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Two filters" }));
    await settle();
    await user.type(screen.getByRole("combobox", { name: "Filter of B" }), "fault");
    await passTime(RESTED_MS);
    await settle();
    expect(query()).toEqual({ a: "[]", b: "fault" });
    expect(screen.getByRole("link", { name: "30 traces" })).toBeDefined();
  });
});

describe("an attribute", () => {
  test("that is chosen is told with all its values, its numbers, and a trace of each set", async () => {
    const { user, query, reload } = await openConsole(SLOW, story());
    await user.click(screen.getByRole("button", { name: "lines" }));
    expect(query()["row"]).toBe("annotation.lines");
    await reload();
    expect(side().getByText("annotation.lines >= 11")).toBeDefined();
    expect(side().getByRole("img", { name: "Median 27 in A, 5 in B" })).toBeDefined();
    expect(side().getByRole("link", { name: "Compare the two" })).toBeDefined();
    expect(
      side().getByText("No trace of B has lines 11 or more: with it kept, nothing would be left to compare."),
    ).toBeDefined();
  });

  test("is walked by J and K", async () => {
    const { user, query } = await openConsole(SLOW, story());
    await user.keyboard("jj{Enter}");
    expect(query()["row"]).toBe("annotation.lines");
  });
});

describe("without figures", () => {
  test("an error of the server is told, and asked again", async () => {
    const stop = theXray().answerInstead("/figures.json", () =>
      errorAnswer(500, "InternalFailure", "The disk is full"),
    );
    const { user } = await openConsole(SLOW, story());
    expect(screen.getByText(/The disk is full/)).toBeDefined();
    stop();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(verdict()).toMatch(/^All 40/);
  });

  test("that take long, it says what is done", async () => {
    const release = theXray().hold("/figures.json");
    await openConsole(SLOW, story());
    await passTime(300);
    expect(screen.getByRole("heading", { name: "Adding up both sets" })).toBeDefined();
    await release();
    await settle();
    expect(verdict()).toMatch(/^All 40/);
  });
});
