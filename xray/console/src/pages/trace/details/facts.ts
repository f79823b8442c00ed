import { formatAnnotation, quoteString } from "xray-local/filter/format-filter.ts";
import type { AnnotationValue } from "xray-local/protocol/segment-document.ts";
import { formatBytes, formatDuration, formatShare } from "../../../lib/format.ts";
import { segmentEntity } from "../../../trace-model/segment-entity.ts";
import { stepSpan } from "../../../trace-model/step-span.ts";
import { resourceOf } from "../../../trace-model/step-words.ts";
import type { Step, TraceTree } from "../../../trace-model/step.ts";

/** One line of the overview. */
export interface Fact {
  term: string;
  value: string;
  /** Dim words after the value. */
  note?: string;
  /** The condition that finds traces with this value. */
  condition?: string;
  isStrong?: boolean;
}

/** What the documents say about a step, the most wanted first. */
export function overviewFacts(tree: TraceTree, step: Step): Fact[] {
  return [
    ...timeFacts(tree, step),
    ...databaseFacts(step),
    ...requestFacts(step),
    ...awsFacts(step),
    ...segmentFacts(step),
  ];
}

function timeFacts(tree: TraceTree, step: Step): Fact[] {
  const { ownMs, waitedBefore } = stepSpan(step);
  const durationMs = step.endMs - step.startMs;
  const facts: Fact[] = [];
  if (step.inProgress) {
    facts.push({ term: "Took", value: "in progress", note: `${words(durationMs)} so far` });
  } else {
    const share = tree.responseMs > 0 ? `${formatShare(durationMs / tree.responseMs)} of the response` : "";
    const own =
      step.children.length === 0
        ? "all its own"
        : `${words(ownMs)} of its own, ${words(durationMs - ownMs)} below`;
    facts.push({ term: "Took", value: words(durationMs), note: `${share}, ${own}`, isStrong: true });
  }
  if (waitedBefore) {
    const waitedMs = waitedBefore.endMs - waitedBefore.startMs;
    facts.push({
      term: "Waited before",
      value: words(waitedMs),
      note: waitedBefore.name.replace(/^wait /, ""),
    });
  }
  facts.push({ term: "Started", value: words(step.startMs), note: "after the trace" });
  const call = step.kind === "segment" ? step.parent : undefined;
  if (call && !call.inProgress && step.startMs >= call.endMs) {
    facts.push({
      term: "Handed on",
      value: words(step.startMs - call.endMs),
      note: "after the call had ended: nothing waited for it",
    });
  }
  if (step.shiftMs !== 0) {
    facts.push({
      term: "Clock",
      value: `${words(Math.abs(step.shiftMs))} behind`,
      note: "its caller’s: it began before it was called. Shown on the caller’s clock.",
    });
  }
  if (step.missingParentId !== undefined) {
    facts.push({ term: "Called by", value: step.missingParentId, note: "which sent no segment" });
  }
  return facts;
}

function databaseFacts(step: Step): Fact[] {
  const { sql, annotations } = step.entity;
  if (!sql) return [];
  const facts: Fact[] = [];
  const rows = annotations?.["rows"];
  if (typeof rows === "number")
    facts.push({ term: "Returned", value: rows === 1 ? "1 row" : `${rows} rows` });
  const database = [sql.database_type, sql.database_version].filter(Boolean).join(" ");
  const as = sql.user === undefined ? {} : { note: `as ${sql.user}` };
  if (database !== "" || sql.user !== undefined) {
    facts.push({ term: "Database", value: database === "" ? step.name : database, ...as });
  }
  if (sql.url !== undefined) facts.push({ term: "Address", value: sql.url });
  if (sql.driver_version !== undefined) facts.push({ term: "Driver", value: sql.driver_version });
  return facts;
}

function requestFacts(step: Step): Fact[] {
  const { request, response } = step.entity.http ?? {};
  const isTraceLevel = step.kind === "segment";
  const facts: Fact[] = [];
  const add = (term: string, value: string | undefined, keyword: string) => {
    if (value === undefined || value === "") return;
    facts.push({
      term,
      value,
      ...(isTraceLevel && keyword !== "" ? { condition: `${keyword} = ${quoteString(value)}` } : {}),
    });
  };
  add("Method", request?.method, "http.method");
  add("URL", request?.url, "http.url");
  if (response?.status !== undefined) {
    const condition = isTraceLevel ? { condition: `http.status = ${response.status}` } : {};
    facts.push({ term: "Status", value: String(response.status), ...condition });
  }
  if (response?.content_length !== undefined && response.content_length >= 0) {
    facts.push({ term: "Answer", value: formatBytes(response.content_length) });
  }
  add("Client", request?.client_ip, "http.clientip");
  add("User agent", request?.user_agent, "http.useragent");
  return facts;
}

function awsFacts(step: Step): Fact[] {
  const aws = step.entity.aws ?? {};
  if (step.kind === "segment") return [];
  const facts: Fact[] = [];
  if (aws.operation !== undefined) facts.push({ term: "Operation", value: aws.operation });
  const resource = resourceOf(step);
  if (resource !== undefined) facts.push({ term: "Resource", value: resource });
  if (aws.region !== undefined) facts.push({ term: "Region", value: aws.region });
  if (aws.request_id !== undefined) facts.push({ term: "Request", value: aws.request_id });
  const retries = aws["retries"];
  if (typeof retries === "number" && retries > 0) facts.push({ term: "Retries", value: String(retries) });
  return facts;
}

function segmentFacts(step: Step): Fact[] {
  const entity = segmentEntity(step);
  if (!entity) return [];
  const facts: Fact[] = [];
  if (entity.user !== undefined) {
    facts.push({ term: "User", value: entity.user, condition: `user = ${quoteString(entity.user)}` });
  }
  const runtime = [entity.service?.["runtime"], entity.service?.["runtime_version"]].filter(isText).join(" ");
  if (runtime !== "") facts.push({ term: "Runtime", value: runtime });
  const version = entity.service?.["version"];
  if (isText(version) && version !== "unknown") facts.push({ term: "Version", value: version });
  const { xray } = entity.aws ?? {};
  const sdk = [xray?.["sdk"], xray?.["sdk_version"]].filter(isText).join(" ");
  if (sdk !== "") facts.push({ term: "Sent by", value: sdk });
  const rule = xray?.["rule_name"] ?? xray?.["sampling_rule_name"];
  if (isText(rule)) facts.push({ term: "Sampled by", value: rule, note: "rule" });
  return facts;
}

/** The condition that finds traces with this value of an annotation. */
export function annotationCondition(key: string, value: AnnotationValue): string {
  return `${formatAnnotation(key)} = ${typeof value === "string" ? quoteString(value) : String(value)}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function words(ms: number): string {
  return formatDuration(ms / 1000);
}
