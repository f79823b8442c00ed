// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "../../testing/app-requests.ts";
import { openConsole } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";
import { ID, PATH, SLOW, grid, rows, rowTexts, addressSettles } from "./testing/trace-page.ts";

const RUN = 2;

const LAST_QUERY = stepIdOf(ID, 8);

const timeline = () => within(screen.getByRole("region", { name: "Timeline" }));

const selected = () => textOf(within(grid()).getByRole("row", { selected: true }));

const details = () => within(screen.getByRole("complementary", { name: "Details" }));

describe("the steps", () => {
  test("stand below what called them, alike ones as one line", async () => {
    await openConsole(PATH, [SLOW]);
    expect(rowTexts()).toEqual([
      "backend-flaskGET /api/activities/home500",
      "wait for a connection40 %",
      "cruddur@127.0.0.1×6select users",
      "cruddur@127.0.0.1insert activitiesbegan here",
    ]);
    expect(rows().map((row) => row.getAttribute("aria-level"))).toEqual(["1", "2", "2", "2"]);
    expect(screen.getByText("4 rows, 1 run folded")).toBeDefined();
  });

  test("say how long they took and when they began, also without the bars", async () => {
    await openConsole(PATH, [SLOW]);
    const times = rows().map((row) =>
      within(row).getAllByRole("gridcell")[1]?.ariaLabel?.replaceAll(/\s/g, " "),
    );
    expect(times.slice(0, 3)).toEqual([
      "200 ms, from 0 ms",
      "79 ms, from 1.0 ms",
      "94 ms together, from 81 ms",
    ]);
  });

  test("are selected by a press, and the details and the address follow", async () => {
    const { user, query, reload } = await openConsole(PATH, [SLOW]);
    await user.click(within(grid()).getByText("wait for a connection"));
    expect(details().getByRole("heading", { level: 2 }).textContent).toContain("wait for a connection");
    await addressSettles();
    expect(query()).toEqual({ row: stepIdOf(ID, 1) });
    await reload();
    expect(selected()).toContain("wait for a connection");
  });

  test("fold away under their caller, and come back", async () => {
    const { user, query, reload } = await openConsole(PATH, [SLOW]);
    await user.click(screen.getByRole("button", { name: "Fold backend-flask" }));
    expect(rowTexts()).toHaveLength(1);
    await addressSettles();
    expect(query()["fold"]).toBe(stepIdOf(ID, 0));
    await reload();
    expect(rowTexts()).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Unfold backend-flask" }));
    expect(rowTexts()).toHaveLength(4);
  });

  test("that are alike unfold to each of them", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.click(screen.getByRole("button", { name: "Unfold cruddur@127.0.0.1" }));
    expect(rowTexts()).toHaveLength(10);
    expect(screen.getByText("10 rows")).toBeDefined();
  });

  test("of another service stand below the call that reached it", async () => {
    const call = stepIdOf(ID, 2);
    const callee = { ...makeRequest(traceIdOf(7), { service: "messages", durationMs: 10 }), trace_id: ID };
    await openConsole(PATH, [makeRequest(ID), { ...callee, id: "00000000000000aa", parent_id: call }]);
    expect(rowTexts()[2]).toMatch(/^messages/);
    expect(rows()[2]?.getAttribute("aria-level")).toBe("3");
  });
});

describe("the keyboard", () => {
  test.each([
    ["j and k", "jj", "k"],
    ["the arrows", "{ArrowDown}{ArrowDown}", "{ArrowUp}"],
  ])("moves with %s", async (_name, down, up) => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.keyboard(down);
    expect(selected()).toContain("×6");
    await user.keyboard(up);
    expect(selected()).toContain("wait for a connection");
  });

  test("goes to the ends with Home and End, and no further", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.keyboard("{End}jj");
    expect(selected()).toContain("insert activities");
    await user.keyboard("{Home}kk");
    expect(selected()).toContain("backend-flask");
  });

  test("unfolds with → and folds with ←, which then leads to the caller", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.keyboard("jj{ArrowRight}");
    expect(rowTexts()).toHaveLength(10);
    await user.keyboard("{ArrowRight}");
    expect(selected()).not.toContain("×6");
    await user.keyboard("k{ArrowLeft}");
    expect(rowTexts()).toHaveLength(4);
    await user.keyboard("{ArrowLeft}");
    expect(selected()).toContain("backend-flask");
  });

  test("goes from finding to finding with N and P, round at the ends", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.keyboard("n");
    expect(selected()).toContain("insert activities");
    await user.keyboard("n");
    expect(selected()).toContain("wait for a connection");
    await user.keyboard("nn");
    expect(selected()).toContain("insert activities");
    await user.keyboard("p");
    expect(selected()).toContain("×6");
  });

  test("is announced by the grid's active row", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.keyboard("j");
    expect(grid().getAttribute("aria-activedescendant")).toBe(
      within(grid()).getByRole("row", { selected: true }).id,
    );
  });

  test("makes no entries in the browser's history", async () => {
    const { user, address, goBack } = await openConsole("/traces", [SLOW]);
    await user.click(screen.getByRole("link", { name: "/api/activities/home" }));
    await addressSettles();
    await user.keyboard("jj");
    await addressSettles();
    await user.keyboard("j");
    await addressSettles();
    await goBack();
    expect(address()).toBe("/traces");
  });
});

describe("findings", () => {
  test("say what stands out, and lead to it", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    const findings = screen.getByRole("list", { name: "Findings" });
    expect(
      within(findings)
        .getAllByRole("listitem")
        .map((item) => textOf(item).replace(/at [\d.]+ ms$/, "")),
    ).toEqual([
      "deadlock detected in insert activities. backend-flask answered 500 because of it.",
      "40 % of the response went by waiting for a database connection: 79 ms.",
      "The same select ran 6 times in a row, 94 ms together. One query with = ANY($1) would do.",
    ]);
    await user.click(within(findings).getByRole("button", { name: /^at 178/ }));
    expect(selected()).toContain("insert activities");
    expect(within(findings).getByRole("button", { name: /^at 178/ }).ariaCurrent).toBe("true");
  });

  test("lead into what is folded away", async () => {
    const { user, query } = await openConsole(`${PATH}?fold=${stepIdOf(ID, 0)}`, [SLOW]);
    expect(rowTexts()).toHaveLength(1);
    await user.keyboard("n");
    expect(selected()).toContain("insert activities");
    await addressSettles();
    expect(query()).toEqual({ row: LAST_QUERY });
  });

  test("are none for a quiet request, which is told with what is usual", async () => {
    const usual = [2, 3, 4, 5, 6, 7].map((n) =>
      makeRequest(traceIdOf(n), { agoSec: 60 + n, durationMs: 36 + n }),
    );
    // Two queries of nearly the same length: neither stands out.
    await openConsole(PATH, [
      makeRequest(ID, { queries: ["SELECT 1", "UPDATE a SET b = 1", "DELETE FROM c"] }),
      ...usual,
    ]);
    const words = textOf(screen.getByText(/^(Nothing stands out|\d)/, { selector: "p" }));
    expect(words).toMatch(/^Nothing stands out\. 40 ms; half of this URL’s requests take under \d+ ms\.$/);
  });
});

describe("where the time went", () => {
  test("tells the parts of the response, and leads to the longest step of each", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    const parts = within(screen.getByRole("region", { name: "Where the time went" })).getAllByRole("button");
    expect(parts.map(textOf).slice(0, 3)).toEqual([
      "other queries 94ms",
      "wait for a connection 79ms",
      "insert activities 16ms",
    ]);
    await user.click(parts[1] ?? document.body);
    expect(selected()).toContain("wait for a connection");
  });
});

describe("finding a row", () => {
  const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Find a row" });

  test("by its name or what it did, from one to the next with Enter", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.keyboard("f");
    expect(document.activeElement).toBe(field());
    await user.keyboard("insert");
    expect(screen.getByText("1 found")).toBeDefined();
    await user.keyboard("{Enter}");
    expect(timeline().getByText("1 of 1")).toBeDefined();
    expect(selected()).toContain("insert activities");
  });

  test("goes back with Shift, and round at the ends", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.click(field());
    await user.keyboard("cruddur{Enter}{Shift>}{Enter}{/Shift}");
    expect(timeline().getByText("7 of 7")).toBeDefined();
    expect(selected()).toContain("insert activities");
  });

  test("says when there is none", async () => {
    const { user } = await openConsole(PATH, [SLOW]);
    await user.click(field());
    await user.keyboard("redis{Enter}");
    expect(screen.getByText("no row")).toBeDefined();
    expect(selected()).toContain("backend-flask");
  });
});

test("a long trace draws the rows in view, and scrolls to the one that the address names", async () => {
  const queries = Array.from({ length: 120 }, (_, index) => `SELECT ${index} FROM t${index}`);
  const last = stepIdOf(ID, 121);
  await openConsole(`${PATH}?row=${last}`, [makeRequest(ID, { durationMs: 4000, queries })]);
  expect(grid().getAttribute("aria-rowcount")).toBe("121");
  expect(grid().scrollTop).toBeGreaterThan(2000);
  expect(rowTexts().length).toBeLessThan(60);
  expect(selected()).toContain("select t119");
});

test("a row that the address names inside a folded run selects the run", async () => {
  await openConsole(`${PATH}?row=${stepIdOf(ID, 4)}`, [SLOW]);
  expect(selected()).toContain("×6");
  expect(rows().findIndex((row) => row.ariaSelected === "true")).toBe(RUN);
});
