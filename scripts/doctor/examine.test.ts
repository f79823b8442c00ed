import {
  GetGroupsCommand,
  GetSamplingRulesCommand,
  GetTraceSegmentDestinationCommand,
} from "@aws-sdk/client-xray";
import type { XRayClient } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { parseStartSettings } from "../start/settings.ts";
import type { CommandResult, Container, DoctorContext } from "./context.ts";
import { examine } from "./examine.ts";
import type { Finding } from "xray-local/doctor/finding.ts";
import { isApi, modeOf } from "./gather.ts";

const NOW_MS = Date.parse("2026-11-24T12:00:00Z");

const goodRule = {
  RuleName: "Flask",
  ServiceName: "backend-flask",
  Priority: 9000,
  FixedRate: 0.1,
  ReservoirSize: 5,
};
const goodGroup = { GroupName: "backend", FilterExpression: 'service("backend-flask")' };

interface XrayAnswers {
  rules: readonly object[];
  groups: readonly object[];
  destination: string;
  lastTraceMs: number | undefined;
}

function makeXray(answers: Partial<XrayAnswers> = {}): XRayClient {
  const { rules = [goodRule], groups = [goodGroup], destination = "XRay" } = answers;
  const lastTraceMs = "lastTraceMs" in answers ? answers.lastTraceMs : NOW_MS - 5_000;
  const send = async (command: object) => {
    if (command instanceof GetSamplingRulesCommand)
      return { SamplingRuleRecords: rules.map((rule) => ({ SamplingRule: rule })) };
    if (command instanceof GetGroupsCommand) return { Groups: groups };
    if (command instanceof GetTraceSegmentDestinationCommand)
      return { Destination: destination, Status: "ACTIVE" };
    return { TraceSummaries: lastTraceMs === undefined ? [] : [{ StartTime: new Date(lastTraceMs) }] };
  };
  return { send } as unknown as XRayClient;
}

const missing: CommandResult = { code: 127, stdout: "", stderr: "" };
const output = (stdout: string): CommandResult => ({ code: 0, stdout, stderr: "" });

/** Answers of programs, by the start of their command line; the longest that fits counts. */
function makeRun(answers: Readonly<Record<string, CommandResult>>): DoctorContext["run"] {
  const known: Readonly<Record<string, CommandResult>> = {
    "docker version": output("28.0.0\n"),
    "docker compose version": output("2.26.1-4\n"),
    "docker inspect": output("2026-11-24T12:30:00Z\n"),
    "docker exec": output('{"udp":true,"tcp":200}\n'),
    "docker logs": output("[Info] Successfully sent batch of 4 segments\n"),
    "aws-vault --version": output("v7.13.5\n"),
    ...answers,
  };
  return async (...command) => {
    const line = command.join(" ");
    const key = Object.keys(known)
      .filter((start) => line.startsWith(start))
      .sort((a, b) => b.length - a.length)[0];
    return (key && known[key]) || missing;
  };
}

function makeContext(change: Partial<DoctorContext> = {}): DoctorContext {
  return {
    mode: "npm",
    settings: parseStartSettings({}),
    env: {},
    dotenvText: "",
    nowMs: NOW_MS,
    containers: [],
    status: undefined,
    run: makeRun({}),
    xray: makeXray(),
    answers: async () => true,
    serverTime: async () => NOW_MS,
    isUdpPortBound: async () => true,
    dataDirectory: "/repo/.data",
    runningRoot: "/repo",
    databaseProblem: async () => undefined,
    ask: makeAsk(),
    ...change,
  };
}

/** What the ports answer: by path, so that tests can put another program there. */
function makeAsk(changes: Readonly<Record<string, { status: number; body: string } | undefined>> = {}) {
  const answers: Readonly<Record<string, { status: number; body: string } | undefined>> = {
    "/api/health-check": { status: 200, body: '{"success":true,"ver":1}' },
    "/": { status: 200, body: "<title>Cruddur</title>" },
    "/api/activities/home": { status: 200, body: "[]" },
    ...changes,
  };
  return async (url: string) => answers[new URL(url).pathname];
}

const statusIn = (path: string) =>
  ({ rejections: [], arrivals: { received: 3 }, store: { path } }) as unknown as NonNullable<
    DoctorContext["status"]
  >;

const containers: readonly Container[] = ["db", "backend", "frontend", "xray-daemon"].map((service) => ({
  id: `id-${service}`,
  service,
  state: "running",
  status: "Up 2 minutes (healthy)",
}));

const onAws = (change: Partial<DoctorContext> = {}) =>
  makeContext({
    mode: "compose-aws",
    containers,
    env: {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SESSION_TOKEN: "t",
      AWS_REGION: "us-east-1",
      AWS_CREDENTIAL_EXPIRATION: "2026-11-24T12:30:00Z",
    },
    ...change,
  });

async function wrongIn(context: DoctorContext): Promise<readonly Finding[]> {
  return (await examine(context)).filter(({ level }) => level === "wrong");
}

describe("examine", () => {
  it("finds nothing wrong with a healthy product, run by npm or on AWS", async () => {
    expect(await wrongIn(makeContext())).toEqual([]);
    expect(await wrongIn(onAws())).toEqual([]);
  });

  const cases: readonly [name: string, context: DoctorContext, subject: string, text: RegExp][] = [
    [
      "nothing runs",
      makeContext({ mode: "none", xray: undefined }),
      "Product",
      /Nothing of the product runs/,
    ],
    ["tracing is off", makeContext({ env: { TRACING: "off" } }), "Tracing", /TRACING=off/],
    [
      "a credential in .env",
      makeContext({ dotenvText: "AWS_SECRET_ACCESS_KEY=x\n" }),
      ".env",
      /AWS_SECRET_ACCESS_KEY/,
    ],
    [
      "a URL as the daemon's address",
      makeContext({ env: { AWS_XRAY_DAEMON_ADDRESS: "http://127.0.0.1:2000" } }),
      "Daemon address",
      /no address/,
    ],
    [
      "a daemon's address without a port",
      makeContext({ env: { AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1" } }),
      "Daemon address",
      /no address/,
    ],
    ["UDP closed", makeContext({ isUdpPortBound: async () => false }), "Daemon UDP", /every segment is lost/],
    [
      "TCP closed, UDP open",
      makeContext({ answers: async (url) => !url.includes(":2000/") }),
      "Daemon TCP",
      /sampling rules do not apply/,
    ],
    [
      "a rule for another service",
      makeContext({ xray: makeXray({ rules: [{ ...goodRule, ServiceName: "Cruddur" }] }) }),
      "Sampling rules",
      /Flask \(Cruddur\)/,
    ],
    [
      "a rule that takes nothing",
      makeContext({ xray: makeXray({ rules: [{ ...goodRule, FixedRate: 0, ReservoirSize: 0 }] }) }),
      "Sampling rules",
      /That is nothing/,
    ],
    [
      "a group for another service",
      makeContext({
        xray: makeXray({ groups: [{ GroupName: "g", FilterExpression: 'service("Cruddur")' }] }),
      }),
      "Group g",
      /It is for Cruddur/,
    ],
    ["no trace", makeContext({ xray: makeXray({ lastTraceMs: undefined }) }), "Last trace", /None/],
    [
      "the session ended",
      onAws({ run: makeRun({ "docker inspect": output("2026-11-24T11:30:00Z\n") }) }),
      "Daemon's session",
      /ended 30 min ago/,
    ],
    [
      "a long-lived key in the shell",
      onAws({ env: { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_REGION: "us-east-1" }, xray: undefined }),
      "Credentials",
      /long-lived/,
    ],
    ["the clock is off", onAws({ serverTime: async () => NOW_MS - 600_000 }), "Clock", /10 min/],
    ["AWS out of reach", onAws({ serverTime: async () => undefined }), "Network", /cannot be reached/],
    [
      "UDP of the daemon closed in the stack",
      onAws({ run: makeRun({ "docker exec": output('{"udp":false,"tcp":200}') }) }),
      "Daemon UDP",
      /lost/,
    ],
    [
      "rules refused to the daemon",
      onAws({ run: makeRun({ "docker exec": output('{"udp":true,"tcp":403}') }) }),
      "Sampling rules",
      /status 403/,
    ],
    [
      "batches dropped",
      onAws({
        run: makeRun({
          "docker logs": output("[Error] Sending segment batch failed with: ExpiredTokenException\n"),
        }),
      }),
      "Daemon's log",
      /1 batch was dropped/,
    ],
    [
      "no aws-vault on AWS",
      onAws({ run: makeRun({ "aws-vault --version": missing }) }),
      "aws-vault",
      /no aws-vault/,
    ],
    [
      "a container that exited",
      onAws({
        containers: containers.map((each) =>
          each.service === "db" ? { ...each, state: "exited", status: "Exited (1)" } : each,
        ),
      }),
      "Container db",
      /exited/,
    ],
    [
      "an unhealthy container",
      onAws({
        containers: containers.map((each) =>
          each.service === "db" ? { ...each, status: "Up (unhealthy)" } : each,
        ),
      }),
      "Container db",
      /unhealthy/,
    ],
    [
      "the engine is down",
      onAws({ run: makeRun({ "docker version": { code: 1, stdout: "", stderr: "Cannot connect" } }) }),
      "Docker",
      /Cannot connect/,
    ],
    [
      "an old Compose",
      onAws({ run: makeRun({ "docker compose version": output("2.17.0") }) }),
      "Compose",
      /2\.17\.0 is too old/,
    ],
  ];

  it.each(cases)("names what is wrong, and a remedy: %s", async (_name, context, subject, text) => {
    const findings = await wrongIn(context);
    const found = findings.find((finding) => finding.subject === subject);
    expect(found?.text).toMatch(text);
    expect(found?.remedy).toBeTruthy();
  });

  it("tells that Transaction Search blinds BatchGetTraces", async () => {
    const findings = await examine(onAws({ xray: makeXray({ destination: "CloudWatchLogs" }) }));
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: "Transaction Search", level: "note" }),
    );
  });

  it("tells the abandoned aws-vault from its fork", async () => {
    const findings = await examine(
      onAws({ run: makeRun({ "aws-vault --version": { code: 0, stdout: "", stderr: "v7.2.0" } }) }),
    );
    expect(findings.find(({ subject }) => subject === "aws-vault")?.text).toMatch(/99designs/);
  });

  it("turns a refusal by X-Ray into a finding", async () => {
    const refuse = {
      send: () =>
        Promise.reject(Object.assign(new Error("not authorized"), { name: "AccessDeniedException" })),
    };
    const findings = await wrongIn(onAws({ xray: refuse as unknown as XRayClient }));
    expect(findings[0]?.text).toBe("AccessDeniedException: not authorized");
  });

  it("tells once that X-Ray is away, however many checks ask it", async () => {
    const away = { send: () => Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:2001")) };
    const findings = await wrongIn(makeContext({ xray: away as unknown as XRayClient }));
    expect(findings.map(({ subject }) => subject)).toEqual(["X-Ray"]);
  });

  it("never prints the value of a credential", async () => {
    const secret = "very-secret-value";
    const env = {
      AWS_ACCESS_KEY_ID: secret,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_SESSION_TOKEN: secret,
      AWS_REGION: "us-east-1",
    };
    const findings = await examine(onAws({ env, dotenvText: `AWS_SESSION_TOKEN=${secret}` }));
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

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

describe("modeOf", () => {
  it("tells the ways to run apart by what runs", () => {
    expect(modeOf([], undefined, false)).toBe("none");
    expect(modeOf([], undefined, true)).toBe("npm");
    expect(modeOf([], statusIn("/traces/traces.sqlite"), false)).toBe("alone");
    expect(modeOf([], statusIn("/traces/traces.sqlite"), false, true)).toBe("npm");
    expect(modeOf(containers, undefined, true)).toBe("compose-aws");
    expect(
      modeOf([...containers, { id: "x", service: "xray", state: "running", status: "Up" }], undefined, true),
    ).toBe("compose-local");
  });
});
