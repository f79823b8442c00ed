import {
  GetGroupsCommand,
  GetSamplingRulesCommand,
  GetTraceSegmentDestinationCommand,
} from "@aws-sdk/client-xray";
import type { XRayClient } from "@aws-sdk/client-xray";
import { parseStartSettings } from "../../start/settings.ts";
import type { CommandResult, Container, DoctorContext } from "../context.ts";
import { examine } from "../examine.ts";
import type { Finding } from "xray-local/doctor/finding.ts";

export const NOW_MS = Date.parse("2026-11-24T12:00:00Z");

export const goodRule = {
  RuleName: "Flask",
  ServiceName: "backend-flask",
  Priority: 9000,
  FixedRate: 0.1,
  ReservoirSize: 5,
};

const goodGroup = { GroupName: "backend", FilterExpression: 'service("backend-flask")' };

export interface XrayAnswers {
  rules: readonly object[];
  groups: readonly object[];
  destination: string;
  lastTraceMs: number | undefined;
}

export function makeXray(answers: Partial<XrayAnswers> = {}): XRayClient {
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

export const missing: CommandResult = { code: 127, stdout: "", stderr: "" };

export const output = (stdout: string): CommandResult => ({ code: 0, stdout, stderr: "" });

/** Answers of programs, by the start of their command line; the longest match counts. */
export function makeRun(answers: Readonly<Record<string, CommandResult>>): DoctorContext["run"] {
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

export function makeContext(change: Partial<DoctorContext> = {}): DoctorContext {
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

/** Answers of ports by path, so that tests can put another program there. */
export function makeAsk(
  changes: Readonly<Record<string, { status: number; body: string } | undefined>> = {},
) {
  const answers: Readonly<Record<string, { status: number; body: string } | undefined>> = {
    "/api/health-check": { status: 200, body: '{"success":true,"ver":1}' },
    "/": { status: 200, body: "<title>Cruddur</title>" },
    "/api/activities/home": { status: 200, body: "[]" },
    ...changes,
  };
  return async (url: string) => answers[new URL(url).pathname];
}

export const statusIn = (path: string) =>
  ({ rejections: [], drops: [], arrivals: { received: 3 }, store: { path } }) as unknown as NonNullable<
    DoctorContext["status"]
  >;

export const containers: readonly Container[] = ["db", "backend", "frontend", "xray-daemon"].map(
  (service) => ({
    id: `id-${service}`,
    service,
    state: "running",
    status: "Up 2 minutes (healthy)",
  }),
);

export const onAws = (change: Partial<DoctorContext> = {}) =>
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

export async function wrongIn(context: DoctorContext): Promise<readonly Finding[]> {
  return (await examine(context)).filter(({ level }) => level === "wrong");
}
