import type { TraceTree } from "../../trace-model/step.ts";

/** How a trace is called: what was asked of its root. */
export interface TraceTitle {
  /** `GET localhost:3000/`, or the root's name where no request is known. */
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
