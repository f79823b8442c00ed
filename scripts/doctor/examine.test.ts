import type { XRayClient } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import type { DoctorContext } from "./context.ts";
import { examine } from "./examine.ts";
import {
  NOW_MS,
  goodRule,
  makeXray,
  missing,
  output,
  makeRun,
  makeContext,
  containers,
  onAws,
  wrongIn,
} from "./testing/make-context.ts";

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
          each.service === "db" ? Object.assign({}, each, { status: "Up (unhealthy)" }) : each,
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
