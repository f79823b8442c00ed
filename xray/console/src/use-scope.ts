import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { readScope } from "./links.ts";
import type { Scope } from "./links.ts";

/** Range, group and what is compared with, of the address. */
export function useScope(): Scope {
  const [query] = useSearchParams();
  const range = query.get("timeRange") ?? "";
  const group = query.get("group") ?? "";
  const against = query.get("against") ?? "";
  return useMemo(
    () => readScope(new URLSearchParams({ timeRange: range, group, against })),
    [range, group, against],
  );
}
