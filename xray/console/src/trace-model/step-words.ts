import { sqlWords } from "../sql/sql-words.ts";
import { shortResourceName } from "./resource-name.ts";
import type { Step } from "./step.ts";

/** The words after a row's name: `feed-author: select users`, `GET /api/home`, `GetItem orders`. */
export function stepDetail(step: Step): string {
  const { entity } = step;
  const statement = entity.sql?.sanitized_query;
  if (statement !== undefined) return [ownName(step), sqlWords(statement)].filter(Boolean).join(": ");
  const { request } = entity.http ?? {};
  if (request?.url !== undefined) {
    return [request.method, shortUrl(request.url, step)].filter(Boolean).join(" ");
  }
  if (entity.aws?.operation !== undefined)
    return [entity.aws.operation, resourceOf(step)].filter(Boolean).join(" ");
  return request?.method ?? "";
}

/**
 * The path and query of a URL. A browser's call does not repeat method and host, which are in its name. A URL that
 * cannot be parsed is shown as it is.
 */
function shortUrl(url: string, step: Step): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search, host } = new URL(url);
  const isBrowserPage = step.kind === "segment" && step.place === "browser";
  return `${isBrowserPage ? host : ""}${pathname}${search}`;
}

/** What the application calls its statement, in the annotation `query` of the backend. */
function ownName(step: Step): string {
  const name = step.entity.annotations?.["query"];
  return typeof name === "string" ? name : "";
}

/** The table, queue, bucket, topic or function that a call of the AWS SDK names. */
export function resourceOf(step: Step): string | undefined {
  const aws = step.entity.aws ?? {};
  for (const key of ["table_name", "bucket_name", "queue_url", "topic_arn", "function_name", "stream_name"]) {
    const value = aws[key];
    if (typeof value === "string") return shortResourceName(value, key === "queue_url");
  }
  return aws.resource_names?.[0];
}

/** `404`, or the state of a database error that the application recorded (`40P01`), or nothing. */
export function stepCode(step: Step): string | undefined {
  const status = step.entity.http?.response?.status;
  if (status !== undefined) return String(status);
  const code = step.entity.annotations?.["error_code"];
  return typeof code === "string" ? code : undefined;
}

/** What the backend records of a query beyond X-Ray's schema: the metadata of the namespace `database`. */
export function databaseOf(step: Step): Readonly<Record<string, unknown>> {
  const database = step.entity.metadata?.["database"];
  return typeof database === "object" && database !== null && !Array.isArray(database)
    ? (database as Record<string, unknown>)
    : {};
}

/** The title of a step where its row is not in view: what a query does, or else the name. */
export function stepTitle(step: Step): string {
  return step.entity.sql && !step.wait ? stepDetail(step) || step.name : step.name;
}
