// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readTable, textOf } from "../../testing/read-table.ts";
import { DOCUMENTS, map, node, panel, noPanel, settleDown, openPanel } from "./testing/map-page.ts";

const nodeNames = () =>
  map()
    .getAllByRole("button")
    .map((button) => button.ariaLabel ?? "");

describe("the map", () => {
  test("has a node for callers, services and what they call, each told in words", async () => {
    await openConsole("/map", DOCUMENTS);
    const names = nodeNames().map((name) => name.replaceAll(/\s/g, " "));
    expect(names).toHaveLength(3);
    expect(names.some((name) => name.startsWith("backend-flask, service, "))).toBe(true);
    expect(names.some((name) => /^cruddur@127\.0\.0\.1, .*(SQL|Postgres)/i.test(name))).toBe(true);
    expect(names.some((name) => name.includes("callers"))).toBe(true);
  });

  test("says what it covers", async () => {
    await openConsole("/map", DOCUMENTS);
    expect(screen.getByText("4 requests").parentElement?.textContent).toBe(
      "4 requests, 3 nodes, 2 edges, 14:25 to 14:40",
    );
  });

  test("has a key to its marks", async () => {
    await openConsole("/map", DOCUMENTS);
    for (const words of [
      "error 4xx",
      "throttled 429",
      "fault 5xx",
      "inferred, sends no segments",
      "asynchronous",
    ]) {
      expect(screen.getByText(words)).toBeDefined();
    }
  });

  test("follows what arrives, at most every two seconds", async () => {
    const { xray } = await openConsole("/map", DOCUMENTS);
    const before = xray.calls("/ServiceGraph").length;
    await xray.receive(makeRequest(traceIdOf(8, 1), { agoSec: 1, service: "messages" }));
    await xray.receive(makeRequest(traceIdOf(9, 1), { agoSec: 1, service: "messages" }));
    expect(nodeNames()).toHaveLength(3);
    await passTime(2000);
    await settle();
    expect(node(/^messages/)).toBeDefined();
    expect(xray.calls("/ServiceGraph").length).toBe(before + 1);
  });

  test("stays as it is while updates are paused", async () => {
    const { user, xray } = await openConsole("/map", DOCUMENTS);
    await user.keyboard(" ");
    await xray.receive(makeRequest(traceIdOf(8, 1), { agoSec: 1, service: "messages" }));
    await passTime(3000);
    expect(map().queryByRole("button", { name: /^messages/ })).toBeNull();
  });

  test("of a group has the group's traces", async () => {
    await theXray().call("/CreateGroup", { GroupName: "other", FilterExpression: 'service("messages")' });
    await openConsole("/map?group=other", [...DOCUMENTS, makeRequest(traceIdOf(8), { service: "messages" })]);
    expect(map().queryByRole("button", { name: /^backend-flask/ })).toBeNull();
    expect(node(/^messages/)).toBeDefined();
  });

  test("of more than six hours says that it covers the last of them", async () => {
    await openConsole("/map?timeRange=P1D", DOCUMENTS);
    expect(screen.getByText(/the map covers at most 6 hours$/)).toBeDefined();
  });

  test("of more services and traces than can be drawn says so", async () => {
    const LeftOut = { Traces: 270_000, MoreServices: true };
    const body = { Services: [], LeftOut };
    theXray().answerInstead("/ServiceGraph", () => new Response(JSON.stringify(body)));
    await openConsole("/map", DOCUMENTS);
    const words = /more services than can be drawn are left out; 270,000 traces not looked at$/;
    expect(screen.getByText(words)).toBeDefined();
  });
});

describe("the keyboard", () => {
  test("goes along the edges, and Enter opens the panel", async () => {
    const { user, query } = await openConsole("/map", DOCUMENTS);
    node(/^backend-flask/).focus();
    await user.keyboard("{ArrowRight}");
    expect(document.activeElement).toBe(node(/^cruddur/));
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(node(/^backend-flask/));
    await user.keyboard("{Enter}");
    await settleDown();
    expect(query()["node"]).toContain("backend-flask");
    expect(panel().getByRole("heading", { level: 2 }).textContent).toContain("backend-flask");
  });

  test("has one stop of Tab for all nodes", async () => {
    await openConsole("/map", DOCUMENTS);
    const stops = map()
      .getAllByRole("button")
      .filter((button) => button.getAttribute("tabindex") === "0");
    expect(stops).toHaveLength(1);
  });

  test("closes the panel with Escape", async () => {
    const { user, address } = await openPanel(/^backend-flask/);
    await user.keyboard("{Escape}");
    expect(noPanel()).toBe(true);
    expect(address()).toBe("/map");
  });

  test("finds a node by its name with /, and goes to it with Enter", async () => {
    const { user } = await openConsole("/map", DOCUMENTS);
    await user.keyboard("/");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Find a node" }));
    await user.keyboard("CRUD{Enter}");
    await settleDown();
    expect(node(/^cruddur/).ariaPressed).toBe("true");
    expect(document.activeElement).toBe(node(/^cruddur/));
  });
});

describe("what it shows", () => {
  test.each([
    ["Size by traffic", "failures", "size"],
    ["Show latency and rate", "latency", "show"],
  ])("is chosen in the menu %s and kept in the address", async (name, choice, key) => {
    const { user, query, reload } = await openConsole("/map", DOCUMENTS);
    await user.click(screen.getByRole("button", { name }));
    await user.click(screen.getByRole("menuitemradio", { name: choice }));
    expect(query()[key]).toBeTruthy();
    await reload();
    expect(screen.getByRole("button", { name: new RegExp(`${choice}$`) })).toBeDefined();
  });

  test("is scaled by its buttons and the wheel, moved by a drag, and fits again by 0", async () => {
    const { user } = await openConsole("/map", DOCUMENTS);
    const canvas = screen.getByRole("group", { name: "Trace map" });
    const transform = () => canvas.querySelector("g[transform]")?.getAttribute("transform");
    const fitting = transform();
    await user.click(screen.getByRole("button", { name: "Zoom in" }));
    expect(transform()).not.toBe(fitting);
    await user.click(screen.getByRole("button", { name: "Fit the map" }));
    expect(transform()).toBe(fitting);
    fireEvent.wheel(canvas, { deltaY: -200 });
    expect(transform()).not.toBe(fitting);
    await user.keyboard("0");
    expect(transform()).toBe(fitting);
    await user.pointer([
      { keys: "[MouseLeft>]", target: canvas, coords: { clientX: 100, clientY: 100 } },
      { target: canvas, coords: { clientX: 160, clientY: 130 } },
      { keys: "[/MouseLeft]", target: canvas, coords: { clientX: 160, clientY: 130 } },
    ]);
    expect(transform()).not.toBe(fitting);
  });
});

describe("the table", () => {
  test("has the same figures, and is kept in the address", async () => {
    const { user, query, reload } = await openConsole("/map", DOCUMENTS);
    await user.keyboard("{Shift>}T{/Shift}");
    expect(query()).toEqual({ view: "table" });
    await reload();
    const backend = readTable("Nodes").find(([name]) => name?.startsWith("backend-flask"));
    expect(backend?.slice(1, 3)).toEqual(["4", "75 ms"]);
    expect(readTable("Edges")).toHaveLength(3);
    await user.click(screen.getByRole("button", { name: "Map" }));
    expect(map().getAllByRole("button")).toHaveLength(3);
  });

  test("sorts by a column, and the other way when it is pressed again", async () => {
    const { user } = await openConsole("/map?view=table", DOCUMENTS);
    const nodes = within(screen.getByRole("table", { name: "Nodes" }));
    const first = () => readTable("Nodes")[1]?.[0];
    await user.click(nodes.getByRole("button", { name: "name" }));
    expect(first()).toMatch(/^backend-flask/);
    expect(nodes.getByRole("columnheader", { name: "name" }).ariaSort).toBe("ascending");
    await user.click(nodes.getByRole("button", { name: "name" }));
    expect(first()).not.toMatch(/^backend-flask/);
    expect(nodes.getByRole("columnheader", { name: "name" }).ariaSort).toBe("descending");
  });

  test("opens the panel of a node and of an edge", async () => {
    const { user, query } = await openConsole("/map?view=table", DOCUMENTS);
    await user.click(
      within(screen.getByRole("table", { name: "Nodes" })).getByRole("button", { name: /^cruddur/ }),
    );
    await settleDown();
    expect(query()["node"]).toContain("cruddur");
    const edges = within(screen.getByRole("table", { name: "Edges" }));
    await user.click(edges.getByRole("button", { name: /backend-flask.*cruddur/ }));
    await settleDown();
    expect(query()["edge"]).toContain("cruddur");
    expect(query()["node"]).toBeUndefined();
  });

  test("is what a narrow window shows first", async () => {
    resizeWindow({ width: 600 });
    await openConsole("/map", DOCUMENTS);
    expect(screen.getByRole("table", { name: "Nodes" })).toBeDefined();
    expect(screen.queryByRole("group", { name: "Trace map" })).toBeNull();
  });
});

describe("instead of a map", () => {
  test("an empty store says so", async () => {
    await openConsole("/map");
    expect(screen.getByText(/The map draws itself from the first trace on\.$/)).toBeDefined();
  });

  test("an empty range leads to where the traces are", async () => {
    const { user, query } = await openConsole("/map?timeRange=PT1M", [
      makeRequest(traceIdOf(1, 7200), { agoSec: 7200 }),
    ]);
    await user.click(screen.getByRole("link", { name: "Show the hour around it" }));
    await settle();
    expect(query()["timeRange"]).toBe("2026-11-24T12:10:00~2026-11-24T13:10:00");
    expect(node(/^backend-flask/)).toBeDefined();
  });

  test("a slow answer says that it is drawn", async () => {
    const release = theXray().hold("/ServiceGraph");
    await openConsole("/map", DOCUMENTS);
    await passTime(300);
    expect(textOf(screen.getByRole("status"))).toBe("Drawing the map");
    await release();
    await settle();
    expect(screen.queryByRole("status")).toBeNull();
  });

  test("an error is told, and can be tried again", async () => {
    const stop = theXray().answerInstead("/ServiceGraph", () =>
      errorAnswer(400, "InvalidRequestException", "Group not found"),
    );
    const { user } = await openConsole("/map?group=gone", DOCUMENTS);
    expect(textOf(screen.getByRole("alert"))).toContain("Group not found");
    stop();
    theXray().answerInstead("/ServiceGraph", () => Response.json({ Services: [] }));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await settle();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
