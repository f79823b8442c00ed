// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, stepIdOf, traceIdOf } from "./testing/app-requests.ts";
import { passTime } from "./testing/clock.ts";
import { openConsole, settle } from "./testing/open-console.tsx";
import { textOf } from "./testing/read-table.ts";

const ID = traceIdOf(1);
const DOCUMENTS = [
  makeRequest(ID, { durationMs: 120, waitMs: 60, status: 500, user: "andrew" }),
  makeRequest(traceIdOf(2, 30), { agoSec: 30, annotations: { tenant: "acme" } }),
  makeRequest(traceIdOf(3, 1200), { agoSec: 1200, durationMs: 900 }),
];

/** What is on screen, without what moves with the clock. */
function screenText(): string {
  return textOf(screen.getAllByRole("main")[0])
    .replaceAll(/14:\d\d(?::\d\d)?/g, "time")
    .replaceAll(/\d+ s ago/g, "ago");
}

async function settleDown(): Promise<void> {
  await passTime(1000);
  await settle();
}

describe("an address is all that it takes to see the same again", () => {
  test.each([
    "/insights?state=active",
    "/calls/aws?sort=-failed&q=Item&against=day&timeRange=PT1H",
    "/services?by=endpoint&sort=-p95&against=day&timeRange=PT1H",
    "/services/backend-flask/GET%20/api/activities/home?timeRange=PT1H&brush=1795530600~1795531150,0~0.5",
    "/traces",
    "/traces?filter=fault",
    '/traces?filter=service("backend-flask")+{+fault+}&timeRange=PT1H',
    "/traces?timeRange=PT1H&sort=response&cols=time,request,response,annotation.tenant",
    "/traces?brush=1795530600~1795531150,0~0.5",
    "/traces?filter=nothing+like+a+filter",
    `/traces/${ID}`,
    `/traces/${ID}?row=${stepIdOf(ID, 1)}`,
    `/traces/${ID}?row=${stepIdOf(ID, 2)}&zoom=0.05~0.1&fold=${stepIdOf(ID, 0)}&filter=fault&timeRange=PT1H`,
    `/compare/${ID}/${traceIdOf(2, 30)}?timeRange=PT1H`,
    "/map",
    "/map?view=table",
    "/map?size=failures&show=latency&timeRange=PT1H",
    "/sampling?rule=Default&try=api,POST,/api/messages,localhost,none,other",
    "/groups?timeRange=PT1H",
    "/health?timeRange=PT1M",
    "/health?reason=ParseError",
  ])("%s", async (address) => {
    const { reload, address: current } = await openConsole(address, [...DOCUMENTS, "not json"]);
    await settleDown();
    const [before, at] = [screenText(), current()];
    expect(before).not.toBe("");
    await reload();
    await settleDown();
    expect(current()).toBe(at);
    expect(screenText()).toBe(before);
  });
});

describe("what a person did is in the address", () => {
  test("also when it was done in three views, and Back leads through them", async () => {
    const { user, address, goBack } = await openConsole("/traces", DOCUMENTS);
    await user.type(screen.getByRole("combobox"), "fault{Enter}");
    await settle();
    await user.click(screen.getByRole("link", { name: "/api/activities/home" }));
    await settle();
    await user.keyboard("j");
    await passTime(300);
    expect(address()).toBe(`/traces/${ID}?row=${stepIdOf(ID, 1)}&filter=fault`);
    await user.click(screen.getByRole("link", { name: "Map" }));
    await settle();
    expect(address()).toBe("/map");
    await goBack();
    expect(address()).toBe(`/traces/${ID}?row=${stepIdOf(ID, 1)}&filter=fault`);
    expect(textOf(screen.getByRole("row", { selected: true }))).toContain("wait for a connection");
    await goBack();
    expect(address()).toBe("/traces?filter=fault");
    await goBack();
    expect(address()).toBe("/traces");
  });

  test("and a default leaves no trace in it", async () => {
    const { user, address } = await openConsole("/traces?timeRange=PT1H&sort=response", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: /^Time range/ }));
    await user.click(screen.getByRole("menuitemradio", { name: "Last 15 min" }));
    await settle();
    // Seldom asked directions come first: by time the newest is on top.
    await user.click(screen.getByRole("button", { name: "Sort by Time" }));
    expect(address()).toBe("/traces?timeRange=PT15M");
  });
});
