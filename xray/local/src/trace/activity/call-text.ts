import type { Subsegment } from "../../protocol/segment-document.ts";
import { templateCalledUrl, templateSql } from "./text-templates.ts";

/**
 * What a call does, without its values: the statement of a query, the operation of AWS, else method, host and path:
 *
 *     SELECT qty FROM stock WHERE sku = $1    GetItem    POST api.stripe.com/v1/charges/:id
 */
export function callText(entity: Pick<Subsegment, "name" | "namespace" | "sql" | "aws" | "http">): string {
  const { name, namespace, sql, aws, http } = entity;
  if (sql !== undefined) return templateSql(sql.sanitized_query ?? "") || name;
  if (namespace === "aws") return aws?.operation ?? name;
  const { method = "", url } = http?.request ?? {};
  return url === undefined ? name : `${method} ${templateCalledUrl(url)}`.trim();
}
