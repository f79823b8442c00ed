import { quoteString } from "xray-local/filter/format-filter.ts";

/** The expression for the API: the filter and the group. GetTraceSummaries has no parameter for a group. */
export function withGroup(filter: string, group: string): string {
  if (group === "") return filter;
  const ofGroup = `group.name = ${quoteString(group)}`;
  return filter.trim() === "" ? ofGroup : `${ofGroup} AND (${filter})`;
}
