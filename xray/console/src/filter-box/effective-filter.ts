import { quoteString } from "xray-local/filter/format-filter.ts";

/** The expression for the API: the filter within the group. GetTraceSummaries knows no group of its own. */
export function withGroup(filter: string, group: string): string {
  if (group === "") return filter;
  const ofGroup = `group.name = ${quoteString(group)}`;
  return filter.trim() === "" ? ofGroup : `${ofGroup} AND (${filter})`;
}
