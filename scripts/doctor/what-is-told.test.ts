import { GetGroupsCommand } from "@aws-sdk/client-xray";
import type { XRayClient } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import type { DoctorContext } from "./context.ts";
import { examine } from "./examine.ts";
import { isApi } from "./gather.ts";
import {
  goodRule,
  makeXray,
  makeContext,
  makeAsk,
  statusIn,
  onAws,
  wrongIn,
} from "./testing/make-context.ts";

describe("what is told is true", () => {
  const rule = (name: string, fields: object) => ({ ...goodRule, RuleName: name, Priority: 20, ...fields });
  const rules = [
    rule("ignore-ping", { Priority: 10, FixedRate: 0, ReservoirSize: 0, ServiceName: "*", URLPath: "/ping" }),
    rule("cart-all", { ServiceName: "cart", FixedRate: 1 }),
    rule("prod-only", { Host: "shop.example.com", FixedRate: 1 }),
  ];
  const findingIn = async (context: DoctorContext, subject: string) =>
    (await examine(context)).find((finding) => finding.subject === subject);

  it("judges rules by all their fields for a real request", async () => {
    const none = rule("Default", { Priority: 10_000, ServiceName: "*", FixedRate: 0, ReservoirSize: 0 });
    const finding = await findingIn(
      makeContext({ xray: makeXray({ rules: [...rules, none] }) }),
      "Sampling rules",
    );
    expect(finding?.level).toBe("wrong");
    expect(finding?.text).toMatch(
      /^Default .*not ignore-ping, URLPath \/ping.*prod-only, Host shop\.example\.com.*nothing/,
    );
    const all = { ...none, FixedRate: 1 };
    expect(
      await findingIn(makeContext({ xray: makeXray({ rules: [...rules, all] }) }), "Sampling rules"),
    ).toMatchObject({
      level: "ok",
      text: expect.stringMatching(/GET localhost:5000\/api\/activities\/home/),
    });
  });

  it("tells two requests apart that two rules decide", async () => {
    const page = rule("page", { Host: "localhost:3000", FixedRate: 0, ReservoirSize: 0 });
    const findings = await examine(makeContext({ xray: makeXray({ rules: [page, goodRule] }) }));
    const told = findings.filter(({ subject }) => subject === "Sampling rules");
    expect(told.map(({ level }) => level).toSorted()).toEqual(["ok", "wrong"]);
    expect(told.find(({ level }) => level === "wrong")?.text).toContain("localhost:3000");
  });

  it("reads every page, also behind one that is empty", async () => {
    const bad = { GroupName: "late", FilterExpression: 'service("cart")' };
    const first = makeXray();
    const paged = {
      send: async (command: { input: { NextToken?: string } }) => {
        if (!command.input.NextToken) return { NextToken: "more" };
        if (command instanceof GetGroupsCommand) return { Groups: [bad] };
        return first.send(command as never);
      },
    } as unknown as XRayClient;
    expect(await findingIn(makeContext({ xray: paged }), "Group late")).toMatchObject({ level: "wrong" });
    expect(await findingIn(makeContext({ xray: paged }), "Last trace")).toMatchObject({ level: "ok" });
    expect(await findingIn(makeContext({ xray: paged }), "Sampling rules")).toMatchObject({ level: "ok" });
  });

  it.each([
    ["API", "/api/health-check", { status: 403, body: "AirTunes" }],
    ["API", "/api/health-check", { status: 200, body: "<html>" }],
    ["Front end", "/", { status: 200, body: "<title>Grafana</title>" }],
  ])("names a program of somebody else on the port of %s", async (subject, path, answer) => {
    const finding = await findingIn(makeContext({ ask: makeAsk({ [path]: answer }) }), subject);
    expect(finding).toMatchObject({
      level: "wrong",
      text: expect.stringContaining("Another program answers"),
    });
  });

  it("names it also where nothing of the product runs, as it could not start", async () => {
    const ask = makeAsk({ "/api/health-check": { status: 200, body: "<html>" } });
    const finding = await findingIn(makeContext({ mode: "none", xray: undefined, ask }), "API");
    expect(finding?.text).toContain("Another program answers");
  });

  it("names another clone by where its traces are", async () => {
    const status = statusIn("/other/.data/xray/traces.sqlite");
    const finding = await findingIn(makeContext({ status, runningRoot: "/other" }), "Product");
    expect(finding?.text).toBe(
      "Another clone's answers on these ports, started in /other: its traces are in /other/.data/xray/traces.sqlite.",
    );
    const own = statusIn("/repo/.data/xray/traces.sqlite");
    expect((await findingIn(makeContext({ status: own }), "Product"))?.level).toBe("ok");
  });

  it("sees a database that cannot be used, behind an API that answers", async () => {
    const databaseProblem = async () => "nothing listens on 127.0.0.1:5439.";
    expect((await findingIn(makeContext({ databaseProblem }), "Database"))?.text).toContain("127.0.0.1:5439");
    const ask = makeAsk({ "/api/activities/home": { status: 503, body: "{}" } });
    expect(await findingIn(makeContext({ ask }), "Database")).toMatchObject({
      level: "wrong",
      remedy: "Its log says why: /repo/.data/logs/backend.log",
    });
  });

  it("finds nothing wrong with a local X-Ray that runs without Cruddur", async () => {
    const context = makeContext({
      mode: "alone",
      status: statusIn("/traces/traces.sqlite"),
      ask: async () => undefined,
      xray: makeXray({ groups: [{ GroupName: "cart", FilterExpression: 'service("cart")' }] }),
    });
    expect(await wrongIn(context)).toEqual([]);
    expect((await findingIn(context, "X-Ray"))?.text).toContain("/traces/traces.sqlite");
  });

  it.each([
    "getaddrinfo ENOTFOUND xray.us-east-1.amazonaws.com",
    "getaddrinfo EAI_AGAIN x",
    "connect ETIMEDOUT",
  ])("calls it the network when there is none: %s", async (message) => {
    const away = { send: () => Promise.reject(new Error(message)) } as unknown as XRayClient;
    const findings = await wrongIn(onAws({ xray: away }));
    expect(findings.map(({ subject }) => subject)).toEqual(["Network"]);
  });

  it("takes for Cruddur's API only what answers as it does", () => {
    expect(isApi({ status: 200, body: '{"success":true,"ver":1}' })).toBe(true);
    expect(isApi({ status: 200, body: "ok" })).toBe(false);
    expect(isApi({ status: 503, body: '{"success":true,"ver":1}' })).toBe(false);
    expect(isApi(undefined)).toBe(false);
  });
});
