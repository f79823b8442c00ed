import {
  GetGroupsCommand,
  GetSamplingRulesCommand,
  GetTraceSegmentDestinationCommand,
  GetTraceSummariesCommand,
} from "@aws-sdk/client-xray";
import type { SamplingRule } from "@aws-sdk/client-xray";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import { matchesWildcard } from "xray-local/sampling/wildcard.ts";
import { SERVICE_NAME } from "../context.ts";
import type { Check, DoctorContext } from "../context.ts";
import { note, ok, wrong } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { servicesNamedIn } from "../services-named-in.ts";

/** Rules and groups that name a service which sends no segments never match, and nothing says so. */
export const checkRulesAndGroups: Check = async ({ xray, env }) => {
  if (!xray) return [];
  const { SamplingRuleRecords = [] } = await xray.send(new GetSamplingRulesCommand({}));
  const { Groups = [] } = await xray.send(new GetGroupsCommand({}));
  const rules = SamplingRuleRecords.flatMap((record) => record.SamplingRule ?? []);
  const findings: Finding[] = [ruleFinding(rules)];
  for (const group of Groups) {
    const finding = groupFinding(group.GroupName ?? "", group.FilterExpression ?? "");
    if (finding) findings.push(finding);
  }
  const pattern = env["AWS_XRAY_URL"];
  if (pattern && env["AWS_XRAY_URL_MODE"]?.toLowerCase() === "rename") {
    findings.push(
      wrong(
        "AWS_XRAY_URL",
        `With mode rename, requests whose Host matches ${pattern} lose the name ${SERVICE_NAME}: rules and groups for it stop matching.`,
        "Use AWS_XRAY_URL_MODE=annotate.",
      ),
    );
  }
  return findings;
};

function ruleFinding(rules: readonly SamplingRule[]): Finding {
  const custom = rules.filter((rule) => rule.RuleName !== "Default");
  const matching = custom.filter((rule) => matchesWildcard(rule.ServiceName ?? "*", SERVICE_NAME));
  const strangers = custom
    .filter((rule) => !matching.includes(rule))
    .map((rule) => `${rule.RuleName} (${rule.ServiceName})`);
  if (custom.length > 0 && matching.length === 0) {
    return wrong(
      "Sampling rules",
      `None of the own rules matches ${SERVICE_NAME}: ${strangers.join(", ")}.`,
      `Set ServiceName to ${SERVICE_NAME}; aws/json/create-sampling-rule.json and terraform/ have it right.`,
    );
  }
  const first =
    matching.toSorted((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))[0] ??
    rules.find((rule) => rule.RuleName === "Default");
  if (!first) return note("Sampling rules", "X-Ray answered none.");
  const percent = Math.round((first.FixedRate ?? 0) * 1000) / 10;
  const text = `${first.RuleName} takes ${first.ReservoirSize} a second and ${percent} % of the rest of ${SERVICE_NAME}.`;
  return first.FixedRate === 0 && first.ReservoirSize === 0
    ? wrong("Sampling rules", `${text} That is nothing.`, "Raise FixedRate or ReservoirSize.")
    : ok("Sampling rules", text);
}

function groupFinding(name: string, expression: string): Finding | undefined {
  if (name === "Default" || !expression) return undefined;
  const subject = `Group ${name}`;
  let named: readonly string[];
  try {
    named = servicesNamedIn(parseFilter(expression));
  } catch (error) {
    return wrong(
      subject,
      `Its filter cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      "Correct it: aws xray update-group --group-name … --filter-expression …",
    );
  }
  if (named.length === 0 || named.includes(SERVICE_NAME)) return ok(subject, expression);
  return wrong(
    subject,
    `It is for ${named.join(", ")}; the app's service is ${SERVICE_NAME}.`,
    `Its filter should be: service("${SERVICE_NAME}")`,
  );
}

export const checkTransactionSearch: Check = async ({ xray }) => {
  if (!xray) return [];
  const { Destination, Status } = await xray.send(new GetTraceSegmentDestinationCommand({}));
  if (Destination !== "CloudWatchLogs") return [ok("Transaction Search", "Off: traces are kept by X-Ray.")];
  return [
    note(
      "Transaction Search",
      `On (${Status}): spans go to CloudWatch Logs, and BatchGetTraces finds nothing.`,
      "Look in CloudWatch, Transaction Search, or turn it off: aws xray update-trace-segment-destination --destination XRay",
    ),
  ];
};

const SIX_HOURS_SEC = 6 * 3600;

/** The last trace of the app that X-Ray knows. */
export const checkLastTrace: Check = async (context) => {
  if (!context.xray) return [];
  const last = await lastTrace(context);
  if (last === undefined) {
    const home = `http://localhost:${context.settings.backendPort}/api/activities/home`;
    return [
      wrong(
        "Last trace",
        "None of the app in the last six hours.",
        `Ask for ${home} a few times (more than 15 at the seeds' rule), then run the doctor again.`,
      ),
    ];
  }
  const agoSec = Math.round(context.nowMs / 1000 - last);
  return [ok("Last trace", `${agoSec < 120 ? `${agoSec} s` : `${Math.round(agoSec / 60)} min`} ago.`)];
};

async function lastTrace({ xray, nowMs }: DoctorContext): Promise<number | undefined> {
  const { TraceSummaries = [] } =
    (await xray?.send(
      new GetTraceSummariesCommand({
        StartTime: new Date(nowMs - SIX_HOURS_SEC * 1000),
        EndTime: new Date(nowMs + 60_000),
        FilterExpression: `service("${SERVICE_NAME}")`,
      }),
    )) ?? {};
  const starts = TraceSummaries.flatMap((summary) => summary.StartTime?.getTime() ?? []);
  return starts.length > 0 ? Math.max(...starts) / 1000 : undefined;
}
