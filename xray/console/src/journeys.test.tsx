// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "./testing/app-requests.ts";
import { passTime } from "./testing/clock.ts";
import { openConsole, settle, theXray } from "./testing/open-console.tsx";
import { readColumn, textOf } from "./testing/read-table.ts";

const selected = () => textOf(screen.getByRole("row", { selected: true }));
const details = () => within(screen.getByRole("complementary", { name: "Details" }));
const filterBox = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Filter expression" });

async function settleDown(): Promise<void> {
  await passTime(1000);
  await settle();
}

describe("from a question to its answer", () => {
  test("is it on? The first request appears, and is opened", async () => {
    const { user, xray } = await openConsole("/");
    expect(screen.getByRole("heading", { name: "Nothing traced yet" })).toBeDefined();
    await xray.receive(makeRequest(traceIdOf(1, 0), { agoSec: 0 }));
    await user.keyboard("j{Enter}");
    await settle();
    expect(textOf(screen.getByRole("heading", { level: 1 }))).toBe("GET localhost:5000/api/activities/home");
  });

  test("what fails? From the list by its refiner to the statement that threw", async () => {
    const failing = traceIdOf(2, 30);
    const statement = "UPDATE activities SET replies = replies + 1";
    const { user, query } = await openConsole("/traces", [
      makeRequest(traceIdOf(1)),
      makeRequest(failing, { agoSec: 30, status: 500, queries: ["SELECT 1", statement] }),
    ]);
    const rail = within(screen.getByRole("complementary", { name: "Refine" }));
    await user.click(rail.getByRole("button", { name: /deadlock detected/ }));
    await settle();
    expect(readColumn("Traces", 4)).toEqual(["500"]);
    await user.keyboard("j{Enter}");
    await settle();
    await user.keyboard("n");
    expect(selected()).toContain("update activities");
    expect(details().getByRole("region", { name: "SQL" }).textContent).toContain("replies = replies + 1");
    expect(details().getByRole("region", { name: "Exceptions" }).textContent).toContain("deadlock detected");
    await passTime(300);
    expect(query()["row"]).toBe(stepIdOf(failing, 3));
  });

  test("why is it slow? From the slowest request to a comparison with a usual one", async () => {
    const slow = traceIdOf(9, 20);
    const usual = [1, 2, 3].map((number) =>
      makeRequest(traceIdOf(number, 60 + number), { agoSec: 60 + number }),
    );
    const { user, address } = await openConsole("/traces", [
      ...usual,
      makeRequest(slow, { agoSec: 20, durationMs: 900, waitMs: 850 }),
    ]);
    await user.click(screen.getByRole("button", { name: "Sort by Response" }));
    await user.keyboard("j{Enter}");
    await settle();
    expect(screen.getByRole("list", { name: "Findings" }).textContent).toContain(
      "waiting for a database connection",
    );
    await user.click(screen.getByRole("link", { name: "Compare" }));
    await settle();
    expect(address()).toMatch(new RegExp(`^/compare/${slow}/`));
    const explaining = screen.getAllByRole("row").filter((row) => row.className === "compare-explains");
    expect(explaining.map(textOf).join()).toContain("wait for a connection");
  });

  test("who is it? From the map's node to its traces and one of them", async () => {
    const { user } = await openConsole("/map", [
      makeRequest(traceIdOf(1)),
      makeRequest(traceIdOf(2), { service: "messages", path: "/api/messages" }),
    ]);
    await user.click(screen.getByRole("button", { name: /^messages, / }));
    await settleDown();
    await user.click(details().getByRole("link", { name: "View 1 trace" }));
    await settle();
    expect(readColumn("Traces", 3)).toEqual(["/api/messages"]);
    expect(filterBox().value).toContain("messages");
  });

  test("does it come again? The filter becomes a group, and the map shows the group", async () => {
    const { user, address } = await openConsole("/traces?filter=fault", [
      makeRequest(traceIdOf(1)),
      makeRequest(traceIdOf(2), { status: 500, service: "messages" }),
    ]);
    await user.click(screen.getByRole("button", { name: "Save as group" }));
    await user.keyboard("broken{Enter}");
    await settle();
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    await user.click(screen.getByRole("menuitemradio", { name: /^broken/ }));
    await settle();
    await user.keyboard("gm");
    await settleDown();
    expect(address()).toBe("/map?group=broken");
    expect(screen.getByRole("button", { name: /^messages, / })).toBeDefined();
    expect(screen.queryByRole("button", { name: /^backend-flask, / })).toBeNull();
  });

  test("where is this id? The palette opens it, and Escape leads to the list", async () => {
    const { user, address } = await openConsole("/health", [makeRequest(traceIdOf(1))]);
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard(`${traceIdOf(1)}{Enter}`);
    await settle();
    expect(selected()).toContain("backend-flask");
    await user.keyboard("{Escape}");
    await settle();
    expect(address()).toBe("/traces");
    expect(readColumn("Traces", 3)).toEqual(["/api/activities/home"]);
  });

  test("why is it not there? Health has the document that was rejected, and what to do", async () => {
    await theXray().receive({ ...makeRequest(traceIdOf(1)), id: "short" });
    const { user } = await openConsole("/traces");
    await user.keyboard("gh");
    await settleDown();
    const row = screen.getByRole("row", { name: /^InvalidId/ });
    expect(textOf(row)).toContain("An id is a text of 16 hexadecimal digits");
    await user.click(within(row).getByRole("button", { name: "Show InvalidId" }));
    expect(screen.getByRole("figure").textContent).toContain('"id":"short"');
  });
});

describe("while the server restarts", () => {
  test("every view stays, says so, and goes on by itself", async () => {
    const { user, xray } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    await xray.goAway();
    await passTime(2000);
    for (const keys of ["gm", "gs", "gh", "gt"]) {
      await user.keyboard(keys);
      await settle();
      expect(screen.getAllByRole("alert").map(textOf).join()).toContain("The local X-Ray does not answer");
    }
    await xray.comeBack();
    await passTime(5000);
    await settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(readColumn("Traces", 3)).toEqual(["/api/activities/home"]);
  });
});
