import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { readScope } from "./links.ts";
import type { Scope } from "./links.ts";

/** The range and the group of the URL. */
export function useScope(): Scope {
  const [query] = useSearchParams();
  const range = query.get("timeRange") ?? "";
  const group = query.get("group") ?? "";
  return useMemo(() => readScope(new URLSearchParams({ timeRange: range, group })), [range, group]);
}
