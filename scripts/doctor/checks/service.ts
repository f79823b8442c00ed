import {
  GetGroupsCommand,
  GetSamplingRulesCommand,
  GetTraceSegmentDestinationCommand,
  GetTraceSummariesCommand,
} from "@aws-sdk/client-xray";
import type { SamplingRule as AnsweredRule, TraceSummary } from "@aws-sdk/client-xray";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { findRule, matchFields } from "xray-local/sampling/match-rule.ts";
import type { SamplingRequest } from "xray-local/sampling/match-rule.ts";
import { matchesWildcard } from "xray-local/sampling/wildcard.ts";
import { SERVICE_NAME } from "../context.ts";
import type { Check, DoctorContext } from "../context.ts";
import { note, ok, wrong } from "xray-local/doctor/finding.ts";
import type { Finding } from "xray-local/doctor/finding.ts";
import { readAllPages } from "../read-all-pages.ts";
import { servicesNamedIn } from "../services-named-in.ts";

/** Rules and groups that match none of the app's requests do nothing, and nobody is told. */
export const checkRulesAndGroups: Check = async (context) => {
  const { xray, env, mode } = context;
  if (!xray) return [];
  const records = await readAllPages(async (NextToken) => {
    const page = await xray.send(new GetSamplingRulesCommand({ NextToken }));
    return { items: page.SamplingRuleRecords, NextToken: page.NextToken };
  });
  const groups = await readAllPages(async (NextToken) => {
    const page = await xray.send(new GetGroupsCommand({ NextToken }));
    return { items: page.Groups, NextToken: page.NextToken };
  });
  const rules = records.flatMap(({ SamplingRule: rule }) => (rule ? [toRule(rule)] : []));
  const findings: Finding[] = [...ruleFindings(rules, await requestsOf(context))];
  for (const group of groups) {
    const finding = groupFinding(group.GroupName ?? "", group.FilterExpression ?? "", mode === "alone");
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

/** A request as a sampler knows it, without the type of the service, which the app does not set. */
type RealRequest = Required<Omit<SamplingRequest, "serviceType">>;

/** Frequent requests: the home feed, directly and through the page. Without Cruddur, the newest request. */
async function requestsOf(context: DoctorContext): Promise<readonly RealRequest[]> {
  if (context.mode === "alone") {
    const newest = await newestTrace(context);
    const url = URL.parse(newest?.Http?.HttpURL ?? "");
    if (!newest || !url) return [];
    return [
      {
        serviceName: newest.EntryPoint?.Name ?? "",
        host: url.host,
        httpMethod: newest.Http?.HttpMethod ?? "GET",
        urlPath: url.pathname,
      },
    ];
  }
  const { backendPort, frontendPort } = context.settings;
  return [backendPort, frontendPort].map((port) => ({
    serviceName: SERVICE_NAME,
    host: `localhost:${port}`,
    httpMethod: "GET",
    urlPath: "/api/activities/home",
  }));
}

/** The SDK's types leave open what X-Ray always answers; a missing field matches everything. */
function toRule(rule: AnsweredRule): SamplingRule {
  return {
    RuleName: rule.RuleName ?? "",
    RuleARN: rule.RuleARN ?? "",
    ResourceARN: rule.ResourceARN ?? "*",
    Priority: rule.Priority ?? 0,
    FixedRate: rule.FixedRate ?? 0,
    ReservoirSize: rule.ReservoirSize ?? 0,
    ServiceName: rule.ServiceName ?? "*",
    ServiceType: rule.ServiceType ?? "*",
    Host: rule.Host ?? "*",
    HTTPMethod: rule.HTTPMethod ?? "*",
    URLPath: rule.URLPath ?? "*",
    Version: 1,
    Attributes: rule.Attributes ?? {},
  };
}

/**
 * Compares the rules, with all their fields, with real requests, as SDKs do: one finding for all requests that the same
 * rule decides.
 */
function ruleFindings(rules: readonly SamplingRule[], requests: readonly RealRequest[]): readonly Finding[] {
  if (rules.length === 0) return [note("Sampling rules", "X-Ray answered none.")];
  const own = rules.filter((rule) => rule.RuleName !== "Default");
  const ofService = own.filter((rule) =>
    requests.some(({ serviceName }) => matchesWildcard(rule.ServiceName, serviceName)),
  );
  if (requests.length > 0 && own.length > 0 && ofService.length === 0) {
    const strangers = own.map((rule) => `${rule.RuleName} (${rule.ServiceName})`);
    return [
      wrong(
        "Sampling rules",
        `None of the own rules matches ${requests[0]?.serviceName}: ${strangers.join(", ")}.`,
        `Set ServiceName to ${requests[0]?.serviceName}; aws/json/create-sampling-rule.json and terraform/ have it right.`,
      ),
    ];
  }
  const byRule = Map.groupBy(requests, (request) => findRule(rules, request));
  return [...byRule].map(([rule, decided]) => decisionFinding(rule, decided, own));
}

function decisionFinding(
  rule: SamplingRule | undefined,
  requests: readonly RealRequest[],
  own: readonly SamplingRule[],
): Finding {
  const what = requests
    .map(({ serviceName, httpMethod, host, urlPath }) => `${serviceName}, ${httpMethod} ${host}${urlPath}`)
    .join(", and of ");
  if (!rule) {
    return wrong("Sampling rules", `No rule covers ${what}.`, "Let a rule, such as Default, cover it.");
  }
  const passedOver = own.flatMap((each) =>
    requests.slice(0, 1).flatMap((request) => mismatchOf(each, request)),
  );
  const others =
    rule.RuleName === "Default" && passedOver.length > 0 ? ` (not ${passedOver.join(", ")})` : "";
  const percent = Math.round(rule.FixedRate * 1000) / 10;
  const text = `${rule.RuleName}${others} takes ${rule.ReservoirSize} a second and ${percent} % of the rest of ${what}.`;
  return rule.FixedRate === 0 && rule.ReservoirSize === 0
    ? wrong("Sampling rules", `${text} That is nothing.`, "Raise FixedRate or ReservoirSize.")
    : ok("Sampling rules", text);
}

/** `prod-only, Host shop.example.com`: why a rule does not match a request. */
function mismatchOf(rule: SamplingRule, request: RealRequest): readonly string[] {
  const field = matchFields(rule, request).find(({ matches }) => !matches);
  return field ? [`${rule.RuleName}, ${field.field} ${field.pattern}`] : [];
}

function groupFinding(name: string, expression: string, isAnyService: boolean): Finding | undefined {
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
  if (isAnyService || named.length === 0 || named.includes(SERVICE_NAME)) return ok(subject, expression);
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

/** Ever longer ranges that end now: the newest trace is mostly in the first, which is quick to read. Seconds. */
const STRETCHES_SEC = [60, 600, 3_600, 6 * 3_600] as const;

/** The last trace that X-Ray has: of the app, or of any service where the app does not run. */
export const checkLastTrace: Check = async (context) => {
  if (!context.xray) return [];
  const last = await newestTrace(context);
  const isAlone = context.mode === "alone";
  if (last?.StartTime === undefined) {
    const home = `http://localhost:${context.settings.backendPort}/api/activities/home`;
    return [
      wrong(
        "Last trace",
        isAlone ? "None in the last six hours." : "None of the app in the last six hours.",
        isAlone
          ? `Let an app send to it: AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:${context.settings.daemonPort}`
          : `Ask for ${home} a few times (more than 15 under the rule Flask), then run the doctor again.`,
      ),
    ];
  }
  const agoSec = Math.round((context.nowMs - last.StartTime.getTime()) / 1000);
  return [ok("Last trace", `${agoSec < 120 ? `${agoSec} s` : `${Math.round(agoSec / 60)} min`} ago.`)];
};

async function newestTrace({ xray, nowMs, mode }: DoctorContext): Promise<TraceSummary | undefined> {
  let endMs = nowMs + 60_000;
  for (const stretchSec of STRETCHES_SEC) {
    const startMs = nowMs - stretchSec * 1000;
    const EndTime = new Date(endMs);
    const traces = await readAllPages(async (NextToken) => {
      const page = await xray?.send(
        new GetTraceSummariesCommand({
          StartTime: new Date(startMs),
          EndTime,
          ...(mode === "alone" ? {} : { FilterExpression: `service("${SERVICE_NAME}")` }),
          NextToken,
        }),
      );
      return { items: page?.TraceSummaries, NextToken: page?.NextToken };
    });
    const newest = traces.toSorted(
      (a, b) => (b.StartTime?.getTime() ?? 0) - (a.StartTime?.getTime() ?? 0),
    )[0];
    if (newest) return newest;
    endMs = startMs;
  }
  return undefined;
}
