// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { openConsole, settle } from "../testing/open-console.tsx";

describe("an address", () => {
  test.each(["/trace", "/traces/1/2", "/sampling/rules"])("%s without a view says so", async (path) => {
    await openConsole(path);
    expect(screen.getByRole("heading", { name: `No view ${path}` })).toBeDefined();
    expect(
      screen.getByText(
        /^The views are Services, Traces, Map, Errors, Insights, Calls, Groups, Sampling and Health/,
      ),
    ).toBeDefined();
  });

  test("without a view leads to the traces of its range", async () => {
    const { user, address } = await openConsole("/nowhere?timeRange=PT1H");
    await user.click(screen.getByRole("link", { name: "Show the traces" }));
    expect(address()).toBe("/traces?timeRange=PT1H");
  });

  test("of the root is the list", async () => {
    const { address } = await openConsole("/?timeRange=PT1H");
    expect(address()).toBe("/traces?timeRange=PT1H");
  });

  test.each([
    [`/#/traces/${traceIdOf(1)}`, `/traces/${traceIdOf(1)}`],
    [`/#xray:traces/${traceIdOf(1)}`, `/traces/${traceIdOf(1)}`],
    ["/#/traces?timeRange=PT1H&filter=fault", "/traces?filter=fault&timeRange=PT1H"],
    ["/#/service-map?timeRange=PT5M", "/map?timeRange=PT5M"],
  ])("of AWS's console, %s, opens the same view here", async (aws, here) => {
    const { address } = await openConsole(aws, [makeRequest(traceIdOf(1))]);
    await settle();
    expect(address()).toBe(here);
  });

  test.each([
    ["/traces", "Traces"],
    [`/traces/${traceIdOf(1)}`, "GET localhost:5000/api/activities/home"],
    [`/traces/${traceIdOf(9)}`, traceIdOf(9)],
    [`/compare/${traceIdOf(1)}/${traceIdOf(1)}`, "Compare"],
    [`/compare/${traceIdOf(1)}/${traceIdOf(9)}`, "Compare"],
    ["/map", "Map"],
    ["/sampling", "Sampling"],
    ["/groups", "Groups"],
    ["/health", "Health"],
    ["/nowhere", "No such view"],
  ])("%s names its view in the window's title", async (path, title) => {
    await openConsole(path, [makeRequest(traceIdOf(1))]);
    expect(document.title).toBe(`${title} · X-Ray local`);
  });

  test("keeps its title up to date from view to view", async () => {
    const { user } = await openConsole("/traces", [makeRequest(traceIdOf(1))]);
    await user.keyboard("gs");
    await settle();
    expect(document.title).toBe("Sampling · X-Ray local");
  });
});
