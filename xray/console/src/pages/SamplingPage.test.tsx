// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { makeRequest, traceIdOf } from "../testing/app-requests.ts";
import { passTime } from "../testing/clock.ts";
import { errorAnswer } from "../testing/fake-xray.ts";
import { openConsole, settle, theXray } from "../testing/open-console.tsx";
import { readTable, textOf } from "../testing/read-table.ts";
import { makeRule, names, report, rule, ruleItems } from "./sampling/testing/sampling-page.ts";

const tried = () => within(screen.getByRole("complementary", { name: "Would this be sampled?" }));

describe("the rules", () => {
  test("stand in the order in which they are asked, Default last", async () => {
    await makeRule("reads", 200, { HTTPMethod: "GET" });
    await makeRule("writes", 100, { HTTPMethod: "POST" });
    await openConsole("/sampling");
    expect(names()).toEqual(["writes", "reads", "Default"]);
  });

  test("say what they match, and what they take", async () => {
    await makeRule("home", 100, { ServiceName: "backend-flask", HTTPMethod: "GET", URLPath: "/api/*" });
    await openConsole("/sampling");
    const words = textOf(ruleItems()[0]);
    expect(words).toContain("backend-flask GET /api/*");
    expect(words).toContain("reservoir1/sthen5 %");
    expect(textOf(ruleItems()[1])).toContain("everything else");
    expect(textOf(ruleItems()[1])).toContain("100 % here. On AWS it starts at 1 a second and 5 %.");
  });

  test("with attributes are told to be skipped by SDKs", async () => {
    await makeRule("load", 100, { Attributes: { load: "1" } });
    await openConsole("/sampling");
    expect(rule("load").getByText(/^SDKs skip this rule: it has attributes/)).toBeDefined();
  });

  test("tell what clients reported under them in the last five minutes", async () => {
    await makeRule("home", 100);
    await report("home", 100, 12);
    await openConsole("/sampling");
    expect(
      rule("home").getByRole("img", { name: "12 of 100 requests taken in the last 5 minutes" }),
    ).toBeDefined();
    expect(textOf(ruleItems()[0])).toContain("12 %");
    expect(textOf(ruleItems()[1])).toContain("no request");
  });

  test("take in what is reported while one looks", async () => {
    await openConsole("/sampling");
    await report("Default", 40, 40);
    await passTime(5000);
    expect(rule("Default").getByRole("img", { name: /^40 of 40 requests/ })).toBeDefined();
  });

  test("name the clients that reported, and how many", async () => {
    await report("Default", 1, 1);
    await openConsole("/sampling");
    expect(screen.getByText(/1 client reported in the last 5 minutes/)).toBeDefined();
    expect(readTable("Clients")[1]?.[0]).toBe("0123456789abcdef01234567");
  });

  test("are selected by a press, which the address keeps", async () => {
    await makeRule("home", 100);
    const { user, query, reload } = await openConsole("/sampling");
    await user.click(screen.getByRole("button", { name: "home" }));
    expect(query()).toEqual({ rule: "home" });
    await reload();
    expect(screen.getByRole("button", { name: "home" }).ariaPressed).toBe("true");
    await user.click(screen.getByRole("button", { name: "home" }));
    expect(query()).toEqual({});
  });

  test("that the server does not tell are told as its error", async () => {
    theXray().answerInstead("/GetSamplingRules", () => errorAnswer(429, "ThrottledException", "Too many"));
    await openConsole("/sampling");
    await passTime(1500);
    expect(screen.getByRole("heading", { name: "Too many" })).toBeDefined();
  });
});

describe("moving a rule", () => {
  const grip = (name: string) => screen.getByRole("button", { name: `Move ${name}: Alt and the arrow keys` });

  test("by Alt and the arrows changes the order on the server", async () => {
    await makeRule("a", 100);
    await makeRule("b", 200);
    await makeRule("c", 300);
    const { user, xray } = await openConsole("/sampling");
    grip("c").focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await settle();
    expect(names()).toEqual(["a", "c", "b", "Default"]);
    expect(xray.calls("/UpdateSamplingRule")).toEqual([
      { SamplingRuleUpdate: { RuleName: "c", Priority: 150 } },
    ]);
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await settle();
    expect(names()).toEqual(["a", "b", "c", "Default"]);
  });

  test("by a drag puts it where the pointer is let go", async () => {
    await makeRule("a", 100);
    await makeRule("b", 200);
    const { user } = await openConsole("/sampling");
    const target = ruleItems()[0] ?? document.body;
    document.elementFromPoint = () => target;
    await user.pointer([
      { keys: "[MouseLeft>]", target: grip("b") },
      { keys: "[/MouseLeft]", target: grip("b") },
    ]);
    await settle();
    expect(names()).toEqual(["b", "a", "Default"]);
  });

  test("leaves Default where it is", async () => {
    const { user, xray } = await openConsole("/sampling");
    expect(screen.queryByRole("button", { name: /^Move Default/ })).toBeNull();
    screen.getByRole("button", { name: "Default" }).focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(xray.calls("/UpdateSamplingRule")).toEqual([]);
  });

  test("that the server refuses is told, and the order is the server's", async () => {
    await makeRule("a", 100);
    await makeRule("b", 200);
    const { user, xray } = await openConsole("/sampling");
    xray.answerInstead("/UpdateSamplingRule", () => errorAnswer(400, "InvalidRequestException", "Not so"));
    grip("b").focus();
    await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
    await settle();
    expect(screen.getByText("Not so")).toBeDefined();
    expect(names()).toEqual(["a", "b", "Default"]);
  });
});

describe("trying a request", () => {
  test("shows which rule decides, why those before do not, and that others are not reached", async () => {
    await makeRule("writes", 100, { HTTPMethod: "POST" });
    await makeRule("home", 200, { ServiceName: "backend-flask" });
    await openConsole("/sampling");
    expect(tried().getAllByRole("listitem").map(textOf)).toEqual([
      "100writesGET is not POST",
      "200homeservice",
      "10000Default, not reached",
    ]);
  });

  test("asks again as it is typed, and the address keeps it", async () => {
    await makeRule("writes", 100, { HTTPMethod: "POST" });
    const { user, reload } = await openConsole("/sampling");
    const method = () => tried().getByRole<HTMLInputElement>("textbox", { name: "Method" });
    await user.clear(method());
    await user.type(method(), "POST");
    expect(tried().getAllByRole("listitem").map(textOf)[0]).toBe("100writesmethod");
    await reload();
    expect(method().value).toBe("POST");
    expect(tried().getAllByRole("listitem").map(textOf)[0]).toBe("100writesmethod");
  });

  test("does the sum with the requests of the last minute", async () => {
    await makeRule("home", 100, { ReservoirSize: 1, FixedRate: 0.1 });
    for (const agoSec of [10, 20, 30, 40, 50, 60]) await report("home", 100, 10, agoSec);
    await openConsole("/sampling");
    expect(tried().getByText("19 in 100 are")).toBeDefined();
    expect(tried().getByText("At the 10.0 requests a second seen in the last minute.")).toBeDefined();
    expect(textOf(tried().getByRole("table"))).toBe(
      "borrowed, at most 1 a second1.00 /s10 % of the other 9.000.90 /staken1.90 of 10.0 /s",
    );
  });

  test("by another client takes the whole quota", async () => {
    await makeRule("home", 100, { ReservoirSize: 5, FixedRate: 0 });
    const { user } = await openConsole("/sampling");
    await user.selectOptions(tried().getByRole("combobox", { name: "Client" }), "other");
    expect(textOf(tried().getByRole("table"))).toContain("by quota, at most 5 a second");
    expect(tried().queryByText(/^The Node SDK never uses/)).toBeNull();
  });

  test.each([
    ["sampled", "It is", "Sampled=1"],
    ["not-sampled", "It is not", "Sampled=0"],
  ])("that its caller decided (%s) asks no rule", async (value, answer, header) => {
    const { user } = await openConsole("/sampling");
    await user.selectOptions(tried().getByRole("combobox", { name: "Header" }), value);
    expect(tried().getByText(answer)).toBeDefined();
    expect(tried().getByText(new RegExp(`has ${header}\\. No rule is asked`))).toBeDefined();
    expect(tried().queryByRole("listitem")).toBeNull();
  });

  test("is filled in from a trace that was seen", async () => {
    const { user } = await openConsole("/sampling", [
      makeRequest(traceIdOf(1), { method: "POST", path: "/api/messages?draft=1", service: "api" }),
      makeRequest(traceIdOf(2), { method: "POST", path: "/api/messages?draft=2", service: "api" }),
    ]);
    await user.click(tried().getByRole("button", { name: "Fill from a trace" }));
    await settle();
    expect(screen.getAllByRole("menuitem")).toHaveLength(1);
    await user.click(screen.getByRole("menuitem", { name: /^api POST \/api\/messages/ }));
    const values = ["Service", "Method", "Path", "Host"].map(
      (name) => tried().getByRole<HTMLInputElement>("textbox", { name }).value,
    );
    expect(values).toEqual(["api", "POST", "/api/messages", "localhost:5000"]);
  });

  test("cannot be filled in where nothing was seen", async () => {
    const { user } = await openConsole("/sampling");
    await user.click(tried().getByRole("button", { name: "Fill from a trace" }));
    await settle();
    expect(screen.getByText("No request in this range")).toBeDefined();
  });
});
