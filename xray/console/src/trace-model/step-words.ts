import { sqlWords } from "../sql/sql-words.ts";
import { shortResourceName } from "./resource-name.ts";
import type { TraceNode } from "./trace-node.ts";

/** What a row says after its name: `feed-author: select users`, `GET /api/home`, `GetItem orders`. */
export function stepDetail(node: TraceNode): string {
  const { entity } = node;
  const statement = entity.sql?.sanitized_query;
  if (statement !== undefined) return [ownName(node), sqlWords(statement)].filter(Boolean).join(": ");
  const { request } = entity.http ?? {};
  if (request?.url !== undefined) {
    return [request.method, shortUrl(request.url, node)].filter(Boolean).join(" ");
  }
  if (entity.aws?.operation !== undefined)
    return [entity.aws.operation, resourceOf(node)].filter(Boolean).join(" ");
  return request?.method ?? "";
}

/**
 * The path and query of a URL. The browser's calls show no method and host twice: their name has them.
 * A URL that cannot be parsed shows as it is.
 */
function shortUrl(url: string, node: TraceNode): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search, host } = new URL(url);
  const isBrowserPage = node.kind === "segment" && node.place === "browser";
  return `${isBrowserPage ? host : ""}${pathname}${search}`;
}

/** What the application calls its statement: the annotation `query`, which the back end sets. */
function ownName(node: TraceNode): string {
  const name = node.entity.annotations?.["query"];
  return typeof name === "string" ? name : "";
}

/** The table, queue, bucket, topic or function that a call of the AWS SDK named. */
export function resourceOf(node: TraceNode): string | undefined {
  const aws = node.entity.aws ?? {};
  for (const key of ["table_name", "bucket_name", "queue_url", "topic_arn", "function_name", "stream_name"]) {
    const value = aws[key];
    if (typeof value === "string") return shortResourceName(value, key === "queue_url");
  }
  return aws.resource_names?.[0];
}

/** `404`, or the state of a database error that the application recorded (`40P01`), or nothing. */
export function stepCode(node: TraceNode): string | undefined {
  const status = node.entity.http?.response?.status;
  if (status !== undefined) return String(status);
  const code = node.entity.annotations?.["error_code"];
  return typeof code === "string" ? code : undefined;
}

/** What the back end records of a query beyond the schema: the metadata of the namespace `database`. */
export function databaseOf(node: TraceNode): Readonly<Record<string, unknown>> {
  const database = node.entity.metadata?.["database"];
  return typeof database === "object" && database !== null && !Array.isArray(database)
    ? (database as Record<string, unknown>)
    : {};
}

/** A step named for people who have not seen its row: a query by what it does, anything else by its name. */
export function stepTitle(node: TraceNode): string {
  return node.entity.sql && !node.wait ? stepDetail(node) || node.name : node.name;
}
