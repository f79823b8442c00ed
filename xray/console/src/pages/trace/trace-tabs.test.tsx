// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../testing/app-requests.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";
import { inTurn } from "./tabs/use-url-flame.ts";
import { addressSettles, grid, ID, PATH, rowTexts, SLOW } from "./testing/trace-page.ts";

const tab = (name: RegExp) =>
  within(screen.getByRole("navigation", { name: "Views of the trace" })).getByRole("button", { name });
const frames = () => screen.getAllByRole("treeitem").map((frame) => frame.ariaLabel?.replaceAll(/\s/g, " "));
const stepRows = () =>
  within(screen.getByRole("grid", { name: "Statistics of steps" }))
    .getAllByRole("row")
    .slice(1);
const heading = () =>
  textOf(within(screen.getByRole("complementary", { name: "Details" })).getByRole("heading", { level: 2 }));

/** Of the same URL as `SLOW`, quick. */
const USUAL = Array.from({ length: 24 }, (_, index) =>
  makeRequest(traceIdOf(100 + index), {
    agoSec: 100 + index,
    durationMs: 20,
    queries: ["SELECT name FROM users WHERE id = $1", "INSERT INTO activities (message) VALUES ($1)"],
  }),
);

describe("the views of a trace", () => {
  test("are opened by keys and by a press, and stand in the address", async () => {
    const { user, query, reload } = await openConsole(PATH, [SLOW]);
    expect(tab(/^Timeline/).ariaCurrent).toBe("page");
    await user.keyboard("3");
    await addressSettles();
    expect(query()).toEqual({ view: "steps" });
    await reload();
    expect(stepRows()).toHaveLength(4);
    await user.click(tab(/^Flame/));
    await addressSettles();
    expect(query()).toEqual({ view: "flame" });
    await user.keyboard("1");
    await addressSettles();
    expect(query()).toEqual({});
    expect(rowTexts()).toHaveLength(4);
  });

  test("have the same step selected", async () => {
    const { user, query } = await openConsole(`${PATH}?view=steps`, [SLOW]);
    await user.click(screen.getByRole("row", { name: /^wait for a connection/ }));
    await addressSettles();
    expect(query()["row"]).toBe(stepIdOf(ID, 1));
    await user.keyboard("2");
    expect(screen.getByRole("treeitem", { selected: true }).ariaLabel).toMatch(/^wait for a connection/);
    await user.keyboard("1");
    expect(textOf(within(grid()).getByRole("row", { selected: true }))).toMatch(/^wait for a connection/);
  });
});

describe("the flame", () => {
  test("merges alike steps, and says of each its time, its share and its own time", async () => {
    await openConsole(`${PATH}?view=flame`, [SLOW]);
    expect(frames()).toEqual([
      "backend-flask GET /api/activities/home, 200 ms, 100 % of the time, own 11 ms",
      "wait for a connection, 79 ms, 40 % of the time, own 79 ms",
      "cruddur@127.0.0.1 select users, 6 steps, 94 ms, 47 % of the time, own 94 ms",
      "cruddur@127.0.0.1 insert activities, 16 ms, 7.8 % of the time, own 16 ms, fault began here",
    ]);
  });

  test("is walked by arrows, zoomed by Enter and left by Escape, and tells who waited", async () => {
    const { user, query, address } = await openConsole(`${PATH}?view=flame`, [SLOW]);
    await user.keyboard("{ArrowDown}");
    expect(heading()).toContain("×6");
    await user.keyboard("{ArrowLeft}");
    expect(heading()).toContain("wait for a connection");
    expect(
      within(screen.getByRole("region", { name: "Upwards" }))
        .getAllByRole("button")
        .map(textOf),
    ).toEqual([expect.stringMatching(/^wait for a connection/), expect.stringMatching(/^backend-flask/)]);
    await user.keyboard("{Enter}");
    expect(frames()).toHaveLength(2);
    await addressSettles();
    expect(query()["frame"]).toBe("2");
    await user.keyboard("{Escape}");
    expect(frames()).toHaveLength(4);
    await user.keyboard("{Escape}");
    await addressSettles();
    expect(address()).toBe("/traces");
  });

  test("adds up the traces of the same URL, and says how many of which time", async () => {
    const { user, query } = await openConsole(`${PATH}?view=flame`, [SLOW, ...USUAL]);
    await user.click(screen.getByRole("button", { name: "All 25 of this URL" }));
    await settle();
    expect(screen.getByText(/^Added up from all 25 traces of the range, 14:25 to 14:40\./)).toBeDefined();
    expect(frames()[0]).toMatch(/^backend-flask GET \/api\/activities\/home, 25 steps, 680 ms/);
    await addressSettles();
    expect(query()).toMatchObject({ of: "url" });
    expect(inTurn([["a", "b", "c"], ["d"]], 3)).toEqual(["a", "d", "b"]);
  });
});

describe("the statistics of steps", () => {
  test("tell calls, total, own time, share, median and p95, the longest own time first", async () => {
    await openConsole(`${PATH}?view=steps`, [SLOW]);
    expect(
      stepRows().map((row) =>
        within(row)
          .getAllByRole("gridcell")
          .map((cell) => textOf(cell).replaceAll(/\s/g, " ")),
      ),
    ).toEqual([
      ["cruddur@127.0.0.1select users", "×6", "94ms", "94ms", "47 %", "16ms", "16ms", "", "–"],
      ["wait for a connection", "1", "79ms", "79ms", "40 %", "", "", "", "–"],
      ["cruddur@127.0.0.1insert activities", "1", "16ms", "16ms", "7.8 %", "", "", "", "–"],
      ["backend-flaskGET /api/activities/home", "1", "200ms", "11ms", "5.7 %", "", "", "", "–"],
    ]);
  });

  test("are sorted by a press on a head, which stands in the address", async () => {
    const { user, query } = await openConsole(`${PATH}?view=steps`, [SLOW]);
    await user.click(screen.getByRole("button", { name: "total" }));
    expect(textOf(stepRows()[0])).toMatch(/^backend-flask/);
    expect(screen.getByRole("columnheader", { name: "total ↓" }).ariaSort).toBe("descending");
    await addressSettles();
    expect(query()["sort"]).toBe("-total");
    await user.click(screen.getByRole("button", { name: "total ↓" }));
    expect(textOf(stepRows()[0])).toMatch(/^cruddur@127.0.0.1insert/);
  });

  test("are walked by J and K", async () => {
    const { user } = await openConsole(`${PATH}?view=steps`, [SLOW]);
    await user.keyboard("{Home}j");
    expect(heading()).toContain("wait for a connection");
    await user.keyboard("k");
    expect(heading()).toContain("×6");
  });

  test("tell what is usual over all traces of the URL, and a step that took far longer is a finding", async () => {
    await openConsole(`${PATH}?view=steps`, [makeRequest(ID, { durationMs: 400 }), ...USUAL.map(plain)]);
    expect(textOf(stepRows()[0])).toMatch(/×2\d$/);
    expect(screen.getByText(/median of the same request or call in 25 traces of this URL/)).toBeDefined();
    expect(textOf(screen.getByRole("list", { name: "Findings" }))).toMatch(
      /took 399.ms, 99\.6.% of the response; 19.ms is usual\./,
    );
  });
});

/** With the one statement that `makeRequest` has unless told otherwise. */
function plain(_: object, index: number): object {
  return makeRequest(traceIdOf(100 + index), { agoSec: 100 + index, durationMs: 20 });
}

describe("O", () => {
  test("leads from outlier to outlier, out of their run", async () => {
    const trace = JSON.parse(
      JSON.stringify(makeRequest(ID, { durationMs: 120, queries: Array<string>(6).fill("SELECT 1 FROM a") })),
    ) as { subsegments: { start_time: number; end_time: number }[] };
    const far = trace.subsegments[3];
    if (far) far.end_time = far.start_time + 0.09;
    const { user } = await openConsole(PATH, [trace]);
    expect(rowTexts().find((text) => text.includes("×6"))).toContain("4th");
    await user.keyboard("o");
    expect(textOf(within(grid()).getByRole("row", { selected: true }))).toContain("×4.9");
    expect(rowTexts()).toHaveLength(8);
  });
});
