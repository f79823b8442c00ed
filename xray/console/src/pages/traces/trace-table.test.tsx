// @vitest-environment jsdom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { readColumn, readTable, textOf } from "../../testing/read-table.ts";

const HOME = traceIdOf(1, 60);
const POST = traceIdOf(2, 30);
const SLOW = traceIdOf(3, 10);
const LIMITED = traceIdOf(4, 5);
const DOCUMENTS = [
  makeRequest(HOME, { durationMs: 40, path: "/api/activities/home?limit=20", user: "andrew" }),
  makeRequest(POST, { agoSec: 30, durationMs: 12, method: "POST", path: "/api/activities", status: 500 }),
  makeRequest(SLOW, { agoSec: 10, durationMs: 400, waitMs: 320, path: "/api/activities/search" }),
  makeRequest(LIMITED, { agoSec: 5, durationMs: 3, path: "/api/messages", status: 429, queries: [] }),
];
const REQUEST = 3;

const rowLink = (name: RegExp) => screen.getByRole("link", { name });
const focused = () => textOf(document.activeElement);

describe("a row", () => {
  test("shows when, what was asked, how it ended, how long it took and what took most of it", async () => {
    await openConsole("/traces", DOCUMENTS);
    const [head, limited, slow, post, home] = readTable("Traces");
    expect(head?.slice(0, 6)).toEqual(["Outcome", "Time ↓", "", "Request", "", "Response"]);
    expect(home?.slice(1, 6)).toEqual([
      "14:39:00.000",
      "GET",
      "/api/activities/home?limit=20",
      "200",
      "40ms",
    ]);
    expect(home?.at(-1)).toBe("andrew");
    expect(home?.[7]).toMatch(/^query 9\d %$/);
    expect(slow?.[7]).toBe("connection wait 80 %");
    expect(post?.slice(2, 8)).toEqual(["POST", "/api/activities", "500", "12ms", "", "deadlock detected"]);
    expect(limited?.[7]).toBe("rate limit");
  });

  test("tells its outcome by a mark with a name; what went well has none", async () => {
    await openConsole("/traces", DOCUMENTS);
    const marks = within(screen.getByRole("table", { name: "Traces" })).getAllByRole("img");
    expect(marks.map((mark) => mark.ariaLabel)).toEqual(["throttle", "fault"]);
  });

  test("of a request that has not ended says so", async () => {
    await openConsole("/traces", [makeRequest(HOME, { isOpen: true, durationMs: 80 })]);
    const cell = screen.getByTitle("Still in progress");
    expect(textOf(cell)).toMatch(/…$/);
  });

  test("is a link to its trace that keeps the filter and the range", async () => {
    const { user, address } = await openConsole("/traces?filter=fault&timeRange=PT1H", DOCUMENTS);
    await user.click(rowLink(/^\/api\/activities/));
    expect(address()).toBe(`/traces/${POST}?filter=fault&timeRange=PT1H`);
    await settle();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("POST");
  });
});

describe("sorting", () => {
  test("by a column turns round when it is pressed again, and is kept in the address", async () => {
    const { user, query, reload } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Sort by Response" }));
    expect(readColumn("Traces", REQUEST)[0]).toBe("/api/activities/search");
    expect(screen.getByRole("columnheader", { name: /Response/ }).ariaSort).toBe("descending");
    await user.click(screen.getByRole("button", { name: "Sort by Response" }));
    expect(readColumn("Traces", REQUEST)[0]).toBe("/api/messages");
    expect(query()).toEqual({ sort: "response" });
    await reload();
    expect(readColumn("Traces", REQUEST)[0]).toBe("/api/messages");
    expect(screen.getByRole("columnheader", { name: /Response/ }).ariaSort).toBe("ascending");
  });

  test.each(["Time", "Method", "Request", "Status", "Response", "Most of it", "User"])(
    "by %s is announced on its column alone",
    async (name) => {
      const { user } = await openConsole("/traces?sort=most", DOCUMENTS);
      await user.click(screen.getByRole("button", { name: `Sort by ${name}` }));
      const sorted = screen.getAllByRole("columnheader").filter((head) => head.ariaSort !== null);
      expect(sorted).toHaveLength(1);
      expect(
        within(sorted[0] ?? document.body).getByRole("button", { name: `Sort by ${name}` }),
      ).toBeDefined();
    },
  );

  test("puts what has no value last, whichever way", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Sort by User" }));
    expect(readColumn("Traces", 8)[0]).toBe("andrew");
    await user.click(screen.getByRole("button", { name: "Sort by User" }));
    expect(readColumn("Traces", 8)[0]).toBe("andrew");
  });
});

describe("columns", () => {
  test("are taken in and out by the menu, which stays open, and are kept in the address", async () => {
    const { user, query, reload } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Columns" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "User" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Entry point" }));
    expect(screen.getByRole("menuitemcheckbox", { name: "Entry point" }).ariaChecked).toBe("true");
    expect(query()["cols"]).toBe("time,method,request,status,response,strip,most,service");
    await reload();
    const [head, first] = readTable("Traces");
    expect(head).toContain("Entry");
    expect(head).not.toContain("User");
    expect(first).toContain("backend-flask");
  });

  test("of annotations are offered by their keys", async () => {
    const noted = makeRequest(HOME, { annotations: { tenant: "acme" } });
    const { user } = await openConsole("/traces", [noted]);
    await user.keyboard("{Shift>}o{/Shift}");
    await user.click(screen.getByRole("menuitemcheckbox", { name: /^tenant/ }));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("menuitemcheckbox")).toBeNull();
    expect(readTable("Traces")[0]).toContain("tenant");
    expect(readTable("Traces")[1]).toContain("acme");
  });

  test("come back to the usual ones with one item", async () => {
    const { user, address } = await openConsole("/traces?cols=time,id", DOCUMENTS);
    expect(readTable("Traces")[1]).toContain(LIMITED);
    await user.click(screen.getByRole("button", { name: "Columns" }));
    await user.click(screen.getByRole("menuitem", { name: "The usual columns" }));
    expect(address()).toBe("/traces");
    expect(readTable("Traces")[0]).toContain("Response");
  });

  test("that an address names and nobody knows are left out", async () => {
    await openConsole("/traces?cols=time,shoe-size,request", DOCUMENTS);
    expect(readTable("Traces")[0]).toEqual(["Outcome", "Time ↓", "Request", ""]);
  });
});

describe("the keyboard", () => {
  test("moves from row to row with J and K, and Enter opens the one it is at", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("j");
    expect(focused()).toBe("/api/messages");
    await user.keyboard("jj");
    expect(focused()).toBe("/api/activities");
    await user.keyboard("k");
    expect(focused()).toBe("/api/activities/search");
    await user.keyboard("{Enter}");
    expect(address()).toBe(`/traces/${SLOW}`);
  });

  test("stops at the ends", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("kkk");
    expect(focused()).toBe("/api/messages");
    await user.keyboard("jjjjjjjj");
    expect(focused()).toBe("/api/activities/home?limit=20");
  });

  test("stays at its trace when another arrives above it", async () => {
    const { user, xray } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("j");
    await xray.receive(makeRequest(traceIdOf(9, 0), { agoSec: 0, path: "/api/new" }));
    expect(readColumn("Traces", REQUEST)[0]).toBe("/api/new");
    expect(focused()).toBe("/api/messages");
    await user.keyboard("k");
    expect(focused()).toBe("/api/new");
  });

  test("has one stop of Tab for all rows", async () => {
    await openConsole("/traces", DOCUMENTS);
    const links = within(screen.getByRole("table", { name: "Traces" })).getAllByRole("link");
    expect(links.filter((link) => link.tabIndex === 0)).toHaveLength(1);
  });
});

test("the request is made wider by its edge, dragged or by the arrows, and stays so", async () => {
  const { user, reload } = await openConsole("/traces", DOCUMENTS);
  const edge = () => screen.getByRole("separator", { name: "Width of Request" });
  const width = () => Number(edge().getAttribute("aria-valuenow"));
  const usual = width();
  edge().focus();
  await user.keyboard("{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}");
  expect(width()).toBe(usual - 60);
  await user.pointer([
    { keys: "[MouseLeft>]", target: edge(), coords: { clientX: 300 } },
    { target: edge(), coords: { clientX: 280 } },
    { keys: "[/MouseLeft]", target: edge(), coords: { clientX: 280 } },
  ]);
  expect(width()).toBe(usual - 80);
  await reload();
  expect(width()).toBe(usual - 80);
  edge().focus();
  await user.keyboard("{Enter}");
  expect(width()).toBe(usual);
});

describe("the way back from a trace", () => {
  const MANY = Array.from({ length: 120 }, (_, index) =>
    makeRequest(traceIdOf(index + 1, 100), { agoSec: 100 - index / 2, path: `/api/${index}`, queries: [] }),
  );
  const scroller = () =>
    screen.getByRole("table", { name: "Traces" }).querySelector("tbody") ?? document.body;

  test("by Escape leads to the list as it was: sorted, scrolled, with what was chosen, at the trace", async () => {
    const { user, address } = await openConsole("/traces?filter=ok&cols=time,request", MANY);
    await user.click(screen.getByRole("button", { name: "Sort by Request" }));
    await user.keyboard("jx");
    act(() => {
      scroller().scrollTop = 28 * 60 + 5;
      fireEvent.scroll(scroller());
    });
    const before = address();
    const shown = readColumn("Traces", 2);
    await user.click(screen.getByRole("link", { name: shown.at(12) ?? "" }));
    await settle();
    expect(address()).toContain("/traces/1-");
    await user.keyboard("{Escape}");
    await settle();
    await passTime(20);
    expect(address()).toBe(before);
    expect(before).toContain("chosen=");
    expect(scroller().scrollTop).toBe(28 * 60 + 5);
    expect(document.activeElement?.textContent).toBe(shown.at(12));
  });
});

test("an export is of the range, the filter and the selection that are shown", async () => {
  await openConsole(
    `/traces?filter=ok&timeRange=2026-11-24T14:00:00~2026-11-24T14:39:30&group=mine`,
    DOCUMENTS,
  );
  const link = () => screen.getByRole<HTMLAnchorElement>("link", { name: "Export these traces" });
  const valuesOf = () => Object.fromEntries(new URL(link().href).searchParams);
  expect(valuesOf()).toEqual({
    start: "1795528800",
    end: "1795531170",
    filter: 'group.name = "mine" AND (ok)',
  });
});

describe("two traces", () => {
  test("are chosen with X and compared with Shift and C", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("jx");
    expect(screen.getByText("One trace chosen.")).toBeDefined();
    await user.keyboard("jx");
    expect(screen.getByRole("link", { name: "Compare the two" })).toBeDefined();
    await user.keyboard("{Shift>}c{/Shift}");
    expect(address()).toBe(`/compare/${LIMITED}/${SLOW}`);
    await settle();
    expect(screen.getByRole("heading", { name: "Two traces, step by step" })).toBeDefined();
  });

  test("are compared although the address that has them is not drawn yet", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    history.replaceState(history.state, "", `/traces?chosen=${LIMITED},${SLOW}`);
    await user.keyboard("{Shift>}c{/Shift}");
    expect(address()).toBe(`/compare/${LIMITED}/${SLOW}`);
  });

  test("are given up by X again, or all at once by the button", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("jxx");
    expect(screen.queryByText("One trace chosen.")).toBeNull();
    await user.keyboard("xjx");
    await user.click(screen.getByRole("button", { name: "Choose none" }));
    expect(screen.queryByRole("link", { name: "Compare the two" })).toBeNull();
  });

  test("stay two: a third takes the place of the first", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("jxjxjx");
    const link = screen.getByRole("link", { name: "Compare the two" });
    expect(link.getAttribute("href")).toBe(`/compare/${SLOW}/${POST}`);
  });
});
