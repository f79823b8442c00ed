// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../../testing/app-requests.ts";
import { passTime } from "../../testing/clock.ts";
import { errorAnswer } from "../../testing/fake-xray.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { readColumn, textOf } from "../../testing/read-table.ts";

const DOCUMENTS = [
  makeRequest(traceIdOf(1), { annotations: { tenant: "acme" } }),
  makeRequest(traceIdOf(2, 30), { agoSec: 30, path: "/api/messages", status: 500 }),
  makeRequest(traceIdOf(3, 10), { agoSec: 10, path: "/api/slow", durationMs: 900, service: "worker" }),
];
/** A valid filter runs by itself when typing has rested for so long. */
const REST_MS = 300;

const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Filter expression" });
const offered = () => screen.queryAllByRole("option").map(textOf);
const paths = () => readColumn("Traces", 3);
const counts = () => textOf(screen.getByText(/scanned$/));

describe("typing a filter", () => {
  test("runs it when typing rests, and the address has it", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "responsetime > 0.5");
    expect(paths()).toHaveLength(3);
    await passTime(REST_MS);
    expect(paths()).toEqual(["/api/slow"]);
    expect(query()).toEqual({ filter: "responsetime > 0.5" });
    expect(counts()).toBe("1 matched of 3 scanned");
  });

  test("runs it at once by Enter", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "fault{Enter}");
    expect(query()).toEqual({ filter: "fault" });
    await passTime(0);
    expect(paths()).toEqual(["/api/messages"]);
  });

  test("makes one entry of the browser's history, however it grew", async () => {
    const { user, query, goBack } = await openConsole("/traces?filter=ok", DOCUMENTS);
    await user.clear(box());
    await user.type(box(), "fault");
    await passTime(REST_MS);
    await user.type(box(), " OR error");
    await passTime(REST_MS);
    expect(query()).toEqual({ filter: "fault OR error" });
    await goBack();
    expect(query()).toEqual({ filter: "ok" });
    expect(box().value).toBe("ok");
    expect(paths()).toEqual(["/api/slow", "/api/activities/home"]);
  });

  test("survives a reload", async () => {
    const { user, reload } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), 'service("worker"){Enter}');
    await reload();
    expect(box().value).toBe('service("worker")');
    expect(paths()).toEqual(["/api/slow"]);
  });

  test("is reached with / from anywhere on the page, and left with Escape", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.keyboard("/");
    expect(document.activeElement).toBe(box());
    expect(box().value).toBe("");
    await user.keyboard("{Escape}");
    expect(document.activeElement).not.toBe(box());
  });

  test("leaves the keys of the view alone", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "xjt ?");
    expect(box().value).toBe("xjt ?");
    expect(screen.queryByText("One trace chosen.")).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("what is no filter", () => {
  test("is told with its column while the last answer stays", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "fault{Enter}");
    await user.type(box(), " AND service(");
    await passTime(REST_MS);
    expect(box().ariaInvalid).toBe("true");
    const words = textOf(document.getElementById(box().getAttribute("aria-describedby") ?? ""));
    expect(words).toMatch(/^Column \d+/);
    expect(words).toContain("The list still shows the last filter that worked.");
    expect(paths()).toEqual(["/api/messages"]);
    expect(query()).toEqual({ filter: "fault" });
  });

  test("in an address shows all traces and what is wrong", async () => {
    await openConsole("/traces?filter=responsetime+%3E+soon", DOCUMENTS);
    expect(box().value).toBe("responsetime > soon");
    expect(box().ariaInvalid).toBe("true");
    expect(paths()).toHaveLength(3);
  });
});

describe("a trace in place of a filter", () => {
  const ID = traceIdOf(2, 30);

  test("is opened when its id was typed, and Back leads to the list as it was", async () => {
    const { user, address, goBack } = await openConsole("/traces?filter=fault", DOCUMENTS);
    await user.clear(box());
    await user.type(box(), ID);
    expect(box().ariaInvalid).toBe("false");
    await passTime(REST_MS);
    expect(address()).toBe(`/traces/${ID}?filter=fault`);
    await goBack();
    expect(box().value).toBe("fault");
  });

  test.each([
    ["an id", ID],
    ["32 digits", ID.slice(2).replace("-", "")],
    ["X-Ray's header", `X-Amzn-Trace-Id: Root=${ID};Parent=53995c3f42cd8ad8;Sampled=1`],
    ["W3C's header", `traceparent: 00-${ID.slice(2).replace("-", "")}-53995c3f42cd8ad8-01`],
  ])("is opened when %s was pasted, whatever stands in the line", async (_, pasted) => {
    const { user, address } = await openConsole("/traces?filter=ok", DOCUMENTS);
    await user.click(box());
    await user.paste(pasted);
    expect(address()).toBe(`/traces/${ID}?filter=ok`);
  });

  test("in a header that is typed waits for Enter, and says so", async () => {
    const { user, address } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), `Root=${ID}`);
    await passTime(REST_MS);
    expect(screen.getByText(`Enter opens the trace ${ID}.`)).toBeDefined();
    await user.keyboard(";Parent=53995c3f42cd8ad8{Enter}");
    expect(address()).toBe(`/traces/${ID}`);
  });

  test("that is not kept is told, with the ways on", async () => {
    const { user } = await openConsole("/traces?filter=fault", DOCUMENTS);
    await user.click(box());
    await user.paste(traceIdOf(77));
    await settle();
    expect(screen.getByRole("heading", { name: `No trace ${traceIdOf(77)}` })).toBeDefined();
    await user.click(screen.getByRole("link", { name: "back to the list" }));
    expect(box().value).toBe("fault");
  });
});

test("an annotation that is compared with a value of another type is told, with what to write", async () => {
  const documents = [makeRequest(traceIdOf(4), { annotations: { cached: true } })];
  const { user } = await openConsole("/traces", documents);
  await user.type(box(), 'annotation.cached = "true"{Enter}');
  await settle();
  expect(
    screen.getByText("annotation.cached is true or false, not text: write annotation.cached = true."),
  ).toBeDefined();
  await user.clear(box());
  await user.type(box(), "annotation.cached = true{Enter}");
  await settle();
  expect(screen.queryByText(/is true or false/)).toBeNull();
});

describe("suggestions", () => {
  test("offer keywords, and what exists with how often", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "annotation.te");
    expect(offered()[0]).toContain("annotation.tenant");
    expect(offered()[0]).toContain("1 trace");
  });

  test("are walked by the arrows and taken by Enter", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "ser");
    const first = screen.getByRole("option", { selected: true });
    expect(box().getAttribute("aria-activedescendant")).toBe(first.id);
    await user.keyboard("{ArrowDown}");
    const second = screen.getByRole("option", { selected: true });
    expect(second).not.toBe(first);
    await user.keyboard("{ArrowUp}{Enter}");
    expect(box().value).toMatch(/^service/);
  });

  test("complete a service's name inside the brackets, by Tab", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), 'service("wo');
    expect(offered()[0]).toContain("worker");
    await user.tab();
    expect(box().value).toContain('"worker"');
    expect(document.activeElement).toBe(box());
  });

  test("are taken by a press, and typing goes on behind them", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "fau");
    await user.click(screen.getByRole("option", { name: /^fault/ }));
    await passTime(20);
    expect(document.activeElement).toBe(box());
    await user.keyboard(" AND ok");
    expect(box().value).toBe("fault AND ok");
  });

  test("go by Escape, which then leaves the line", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "http");
    expect(offered().length).toBeGreaterThan(0);
    await user.keyboard("{Escape}");
    expect(offered()).toEqual([]);
    expect(document.activeElement).toBe(box());
    await user.keyboard("{Escape}");
    expect(document.activeElement).not.toBe(box());
  });
});

describe("earlier filters", () => {
  test("are kept over a reload, newest first, and run again from the menu", async () => {
    const { user, query, reload } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "fault{Enter}");
    await user.clear(box());
    await user.type(box(), "ok{Enter}");
    await reload();
    await user.click(screen.getByRole("button", { name: "Earlier filters" }));
    expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual(["okok", "faultfault"]);
    await user.click(screen.getByRole("menuitem", { name: "fault" }));
    expect(query()).toEqual({ filter: "fault" });
    expect(screen.queryByRole("menuitem")).toBeNull();
  });

  test("come up by the arrow on an empty line", async () => {
    const { user, query } = await openConsole("/traces", DOCUMENTS);
    await user.type(box(), "error{Enter}");
    await user.clear(box());
    await user.keyboard("{ArrowUp}{Enter}");
    expect(query()).toEqual({ filter: "error" });
  });

  test("are explained while there are none", async () => {
    const { user } = await openConsole("/traces", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Earlier filters" }));
    expect(
      within(screen.getByRole("menu", { name: "Earlier filters" })).getByText(/are listed here/),
    ).toBeDefined();
  });
});

describe("saving as a group", () => {
  test("needs a filter", async () => {
    await openConsole("/traces", DOCUMENTS);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save as group" }).disabled).toBe(true);
  });

  test("names the filter, and the group is in the menu", async () => {
    const { user, query } = await openConsole("/traces?filter=fault", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Save as group" }));
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Name of the group" }));
    await user.keyboard("broken{Enter}");
    await passTime(0);
    expect(screen.queryByRole("textbox", { name: "Name of the group" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Group Default" }));
    await user.click(screen.getByRole("menuitemradio", { name: /^broken/ }));
    expect(query()).toEqual({ filter: "fault", group: "broken" });
    expect(screen.getByRole("button", { name: "Group broken" })).toBeDefined();
  });

  test("refuses a name that is taken, before it asks the server", async () => {
    const { user, xray } = await openConsole("/traces?filter=fault", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Save as group" }));
    await user.keyboard("Default");
    expect(screen.getByRole("alert").textContent).toBe("There is a group of this name");
    await user.keyboard("{Enter}");
    expect(xray.calls("/CreateGroup")).toEqual([]);
  });

  test("says why the server refused it, and keeps the name", async () => {
    const { user, xray } = await openConsole("/traces?filter=fault", DOCUMENTS);
    xray.answerInstead("/CreateGroup", () => errorAnswer(400, "InvalidRequestException", "No more groups"));
    await user.click(screen.getByRole("button", { name: "Save as group" }));
    await user.keyboard("mine");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await passTime(0);
    expect(screen.getByRole("alert").textContent).toBe("No more groups");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Name of the group" }).value).toBe("mine");
  });

  test("is given up by Escape", async () => {
    const { user, xray } = await openConsole("/traces?filter=fault", DOCUMENTS);
    await user.click(screen.getByRole("button", { name: "Save as group" }));
    await user.keyboard("mine{Escape}");
    expect(screen.getByRole("button", { name: "Save as group" })).toBeDefined();
    expect(xray.calls("/CreateGroup")).toEqual([]);
  });
});
