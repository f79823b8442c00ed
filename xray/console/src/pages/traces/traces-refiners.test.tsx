// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { resizeWindow } from "../../testing/browser/layout.ts";
import { passTime } from "../../testing/clock.ts";
import { openConsole } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

const DOCUMENTS = [
  makeRequest(traceIdOf(1), { user: "andrew" }),
  makeRequest(traceIdOf(2, 50), { agoSec: 50, user: "andrew", path: "/api/messages", status: 500 }),
  makeRequest(traceIdOf(3, 40), { agoSec: 40, user: "bayko", method: "POST", path: "/api/messages" }),
];

const rail = () => within(screen.getByRole("complementary", { name: "Refine" }));
const valueOf = (name: RegExp) => rail().getByRole("button", { name });
const section = (name: string) =>
  within(rail().getByRole("button", { name }).closest("section") ?? document.body);
const values = (name: string) => section(name).getAllByRole("listitem").map(textOf);
const paths = () => readColumn("Traces", 3);

describe("a refiner", () => {
  test("counts what each value has, the most frequent first", async () => {
    await openConsole("/traces", DOCUMENTS);
    expect(values("User")).toEqual(["andrew2", "bayko1"]);
    expect(values("Method")).toEqual(["GET2", "POST1"]);
    expect(values("URL")).toEqual(["messages2", "activities/home1"]);
    expect(values("Root cause")[0]).toBe("deadlock detected1");
  });

  test("narrows the list by a press, which the filter shows", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.click(valueOf(/^andrew/));
    await passTime(0);
    expect(query()["filter"]).toBe('user = "andrew"');
    expect(paths()).toEqual(["/api/messages", "/api/activities/home"]);
    expect(valueOf(/^andrew/).ariaPressed).toBe("true");
    expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe('user = "andrew"');
  });

  test("adds to the filter that is there", async () => {
    const { user, query } = await openConsole("/traces?filter=fault", DOCUMENTS);
    await user.click(valueOf(/^andrew/));
    expect(query()["filter"]).toBe('fault AND user = "andrew"');
  });

  test("leaves its traces out with Alt", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("{Alt>}");
    await user.click(valueOf(/^andrew/));
    await user.keyboard("{/Alt}");
    await passTime(0);
    expect(query()["filter"]).toContain("andrew");
    expect(paths()).toEqual(["/api/messages"]);
    expect(readColumn("Traces", 8)).toEqual(["bayko"]);
  });

  test("can be taken back with the browser's Back", async () => {
    const { user, address, goBack } = await openConsole("/traces", DOCUMENTS);
    await user.click(valueOf(/^bayko/));
    await passTime(0);
    await goBack();
    expect(address()).toBe("/traces");
    expect(paths()).toHaveLength(3);
  });

  test("folds away and comes back", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    const head = () => rail().getByRole("button", { name: "User" });
    await user.click(head());
    expect(head().ariaExpanded).toBe("false");
    expect(rail().queryByRole("button", { name: /^andrew/ })).toBeNull();
    await user.click(head());
    expect(valueOf(/^andrew/)).toBeDefined();
  });

  test("with many values shows the first ones, and the rest on demand", async () => {
    const users = Array.from({ length: 12 }, (_, index) =>
      makeRequest(traceIdOf(index + 1), { user: `user-${index}`, queries: [] }),
    );
    const { user } = await openConsole("/traces", users);
    expect(values("User")).toHaveLength(7);
    await user.click(section("User").getByRole("button", { name: "5 more" }));
    expect(values("User")).toHaveLength(12);
    await user.click(section("User").getByRole("button", { name: "fewer" }));
    expect(values("User")).toHaveLength(7);
  });

  test("counts a new trace at once", async () => {
    const { xray } = await openConsole("/traces", DOCUMENTS);
    await xray.receive(makeRequest(traceIdOf(9, 0), { agoSec: 0, user: "bayko" }));
    expect(values("User")).toEqual(["andrew2", "bayko2"]);
  });
});

describe("with a brush", () => {
  test("values are told by their share inside it, the most different first", async () => {
    // The last 20 seconds of the minute before, any response.
    const brush = "1795531155~1795531165,0~2.5";
    await openConsole(`/traces?brush=${brush}`, DOCUMENTS);
    expect(rail().getByText(/^Share inside the selection/)).toBeDefined();
    expect(values("User")[0]).toMatch(/^(bayko|andrew)(100 %|0 %)$/);
  });
});

describe("in a narrow window", () => {
  test("the refiners are a sheet behind a button, with the counts beside it", async () => {
    resizeWindow({ width: 600 });
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    expect(screen.queryByRole("complementary", { name: "Refine" })).toBeNull();
    expect(screen.getByText(/of 3$/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Refine" }));
    const sheet = within(screen.getByRole("dialog", { name: "Refine" }));
    await user.click(sheet.getByRole("button", { name: /^bayko/ }));
    expect(query()["filter"]).toBe('user = "bayko"');
  });

  test("the sheet closes by Escape and by a press outside of it", async () => {
    resizeWindow({ width: 600 });
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Refine" }));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("dialog", { name: "Refine" })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Refine" }));
    await user.click(screen.getByRole("button", { name: "Refine" }));
    fireEvent.pointerDown(screen.getByRole("dialog", { name: "Refine" }));
    expect(screen.queryByRole("dialog", { name: "Refine" })).toBeNull();
  });
});
