// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

const TRACE = makeRequest(traceIdOf(1), { path: "/api/one" });
const notice = (title: string | RegExp) => textOf(screen.getByRole("heading", { name: title }).parentElement);
const paths = () => readColumn("Traces", 3);

describe("before the first trace", () => {
  test("the page says what to do, and whether everything listens", async () => {
    await openConsole("/traces");
    expect(screen.getByRole("heading", { name: "Nothing traced yet" })).toBeDefined();
    expect(screen.getAllByRole("listitem").map(textOf)).toEqual([
      "SegmentsUDP and TCP 127.0.0.1:2000listening, none received",
      `X-Ray API${location.host}answering`,
      "SamplingDefault takes 100 %no request is left out",
      "Clientsno SDK has asked for its rulesit does at its first request",
    ]);
  });

  test("it names the addresses of the app that runs beside, wherever that is", async () => {
    theXray().reachBy({
      daemon: "xray-daemon:2000",
      app: { pageUrl: "http://localhost:3100", requestUrl: "http://localhost:5100/api/activities/home" },
    });
    await openConsole("/traces");
    const page = screen.getByRole("main");
    expect(textOf(page)).toContain("curl http://localhost:5100/api/activities/home");
    expect(screen.getByRole("link", { name: "localhost:3100" }).getAttribute("href")).toBe(
      "http://localhost:3100",
    );
    expect(textOf(page)).toContain("AWS_XRAY_DAEMON_ADDRESS=xray-daemon:2000");
    expect(textOf(page)).toContain(`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=${location.origin}/v1/traces`);
  });

  test("alone it sends nobody to an app that is not there", async () => {
    theXray().reachBy({ daemon: "127.0.0.1:4000" });
    const { user } = await openConsole("/traces");
    expect(textOf(screen.getByRole("main"))).not.toMatch(/curl|Or open|0\.0\.0\.0/);
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await navigator.clipboard.readText()).toBe("AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:4000");
  });

  test("the command is copied by its button", async () => {
    const { user } = await openConsole("/traces");
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(await navigator.clipboard.readText()).toBe("curl http://localhost:5000/api/activities/home");
    expect(screen.getByRole("button", { name: "Copied" })).toBeDefined();
    await passTime(1600);
    expect(screen.getByRole("button", { name: "Copy" })).toBeDefined();
  });

  test("it tells of a client that has asked for its rules, and of a rule that leaves requests out", async () => {
    await theXray().call("/UpdateSamplingRule", {
      SamplingRuleUpdate: { RuleName: "Default", FixedRate: 0.05, ReservoirSize: 1 },
    });
    const statistics = {
      RuleName: "Default",
      ClientID: "0123456789abcdef01234567",
      Timestamp: 1_795_531_200,
    };
    await theXray().call("/SamplingTargets", {
      SamplingStatisticsDocuments: [{ ...statistics, RequestCount: 1, SampledCount: 1, BorrowCount: 0 }],
    });
    await openConsole("/traces");
    const [, , sampling, clients] = screen.getAllByRole("listitem").map(textOf);
    expect(sampling).toBe("SamplingDefault takes 5 %and 1 a second before that");
    expect(clients).toMatch(/seen (now|\d s ago)$/);
  });

  test("it tells of documents that came and were rejected", async () => {
    await theXray().receive("{}");
    await openConsole("/traces");
    expect(textOf(screen.getAllByRole("listitem")[0])).toContain("1 document received, none kept");
  });

  test("the first trace takes its place by itself", async () => {
    const { xray } = await openConsole("/traces");
    await xray.receive(makeRequest(traceIdOf(2, 0), { agoSec: 0, path: "/api/first" }));
    expect(screen.queryByRole("heading", { name: "Nothing traced yet" })).toBeNull();
    expect(paths()).toEqual(["/api/first"]);
  });

  test("it leads to Health", async () => {
    const { user, address } = await openConsole("/traces");
    await user.click(within(screen.getByRole("main")).getByRole("link", { name: "Health" }));
    expect(address()).toBe("/health");
  });
});

describe("a range without traces", () => {
  test("says where the newest is, and leads to the hour around it", async () => {
    const { user, query } = await openConsole("/traces?timeRange=PT1M", [
      makeRequest(traceIdOf(1, 7200), { agoSec: 7200, path: "/api/earlier" }),
    ]);
    expect(notice("No traces in the last minute")).toContain("The newest is from 12:40, 1 is stored.");
    await user.click(screen.getByRole("link", { name: "Show the hour around it" }));
    await settle();
    expect(query()["timeRange"]).toBe("2026-11-24T12:10:00~2026-11-24T13:10:00");
    expect(paths()).toEqual(["/api/earlier"]);
  });
});

describe("a filter that matches nothing", () => {
  test("names the condition to blame, and takes it out", async () => {
    const { user, query } = await openConsole("/traces?filter=ok+AND+responsetime+%3E+3", [TRACE]);
    await settle();
    expect(notice("No trace of 1 matches")).toContain("Without responsetime > 3 there is 1.");
    await user.click(screen.getByRole("button", { name: "Remove it" }));
    await settle();
    expect(query()).toEqual({ filter: "ok" });
    expect(paths()).toEqual(["/api/one"]);
  });

  test("whose conditions are all to blame can be removed as a whole", async () => {
    const { user, address } = await openConsole("/traces?filter=fault+AND+responsetime+%3E+3", [TRACE]);
    await settle();
    await user.click(screen.getByRole("button", { name: "Remove the filter" }));
    await settle();
    expect(address()).toBe("/traces");
    expect(paths()).toEqual(["/api/one"]);
  });
});

describe("a search that takes long", () => {
  test("tells how far it is, and can be stopped with what was found", async () => {
    const release = theXray().hold("/TraceSummaries");
    const { user } = await openConsole("/traces", [TRACE]);
    expect(screen.queryByRole("heading", { name: /^Searching/ })).toBeNull();
    await passTime(300);
    expect(notice("Searching 1 trace")).toContain("0 found so far.");
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(screen.queryByRole("heading", { name: /^Searching/ })).toBeNull();
    await release();
  });

  test("shows the answer as soon as it is there", async () => {
    const release = theXray().hold("/TraceSummaries");
    await openConsole("/traces", [TRACE]);
    await passTime(300);
    await release();
    await settle();
    expect(screen.queryByRole("heading", { name: /^Searching/ })).toBeNull();
    expect(paths()).toEqual(["/api/one"]);
  });

  test("keeps the rows of the question before, dimmed", async () => {
    const { user, xray } = await openConsole("/traces", [TRACE]);
    const release = xray.hold("/TraceSummaries");
    await user.type(screen.getByRole("combobox"), "fault{Enter}");
    expect(paths()).toEqual(["/api/one"]);
    expect(screen.getByRole("table", { name: "Traces" }).closest(".traces-dimmed")).not.toBeNull();
    await release();
    await settle();
    expect(screen.queryByRole("table", { name: "Traces" })).toBeNull();
  });
});

describe("an error", () => {
  test("of the API is told in its words, and asked again by itself", async () => {
    const stop = theXray().answerInstead("/TraceSummaries", () =>
      errorAnswer(400, "InvalidRequestException", "The time range is too long"),
    );
    await openConsole("/traces", [TRACE]);
    expect(notice("The time range is too long")).toContain(
      "The local X-Ray answered 400 InvalidRequestException. Request r-1.",
    );
    stop();
    await passTime(4000);
    expect(paths()).toEqual(["/api/one"]);
  });

  test("is told with what is on screen, when the server goes away before there are rows", async () => {
    await theXray().goAway();
    await openConsole("/traces");
    expect(notice("The local X-Ray does not answer")).toContain("Trying again every 4 s.");
    await theXray().comeBack();
    await passTime(4000);
    expect(screen.getByRole("heading", { name: "Nothing traced yet" })).toBeDefined();
  });
});

describe("offline", () => {
  test("rows stay, and a word over them says from when they are", async () => {
    const { xray } = await openConsole("/traces", [TRACE]);
    await xray.goAway();
    expect(screen.queryByRole("alert")).toBeNull();
    await passTime(1600);
    expect(textOf(screen.getByRole("alert"))).toContain("What is on screen is from 14:40:00.");
    expect(textOf(screen.getByRole("button", { name: "Live updates" }))).toBe("Offline");
    expect(paths()).toEqual(["/api/one"]);
  });

  test("what came meanwhile is there once the server is back", async () => {
    const { xray } = await openConsole("/traces", [TRACE]);
    await xray.goAway();
    await passTime(2000);
    await xray.receive(makeRequest(traceIdOf(2, 0), { agoSec: -1, path: "/api/meanwhile" }));
    expect(paths()).toEqual(["/api/one"]);
    await xray.comeBack();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(paths()).toEqual(["/api/meanwhile", "/api/one"]);
    expect(textOf(screen.getByRole("button", { name: "Live updates" }))).toBe("Live");
  });

  test("a connection that stands again at once is nobody's business", async () => {
    const { xray } = await openConsole("/traces", [TRACE]);
    await xray.goAway();
    await passTime(500);
    await xray.comeBack();
    await passTime(2000);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

test("a browser's clock that is wrong is told, and what is asked for goes by the server's", async () => {
  theXray().putClockAhead(1_800_000);
  // Of now by the server, half an hour from now by the page.
  const { user, xray } = await openConsole("/traces", [
    makeRequest(traceIdOf(5, 0), { agoSec: -1790, path: "/api/late" }),
  ]);
  await passTime(2000);
  await settle();
  expect(screen.getByText("This computer’s clock is 30 min 0 s behind the server’s")).toBeDefined();
  expect(paths()).toEqual(["/api/late"]);
  await user.click(within(screen.getByRole("status")).getByRole("button", { name: "Close" }));
  expect(screen.queryByText(/This computer’s clock/)).toBeNull();
  expect(xray.calls("/TraceSummaries").length).toBeGreaterThan(0);
});
