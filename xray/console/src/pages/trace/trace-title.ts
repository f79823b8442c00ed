import type { TraceTree } from "../../trace-model/step.ts";

/** The title of a trace: the request to its root. */
export interface TraceTitle {
  /** `GET localhost:3000/`; without a known request, the root's name. */
  text: string;
  query: string;
  status: number | undefined;
}

export function traceTitle(tree: TraceTree): TraceTitle {
  const { main } = tree;
  const http = main?.entity.http;
  const url = http?.request?.url;
  const status = http?.response?.status;
  if (!main || url === undefined) return { text: main?.name ?? "", query: "", status };
  const method = http?.request?.method ?? "";
  if (!URL.canParse(url)) return { text: `${method} ${url}`.trim(), query: "", status };
  const { host, pathname, search } = new URL(url);
  return { text: `${method} ${host}${pathname}`.trim(), query: search, status };
}
