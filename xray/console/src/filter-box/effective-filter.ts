import { quoteString } from "xray-local/filter/format-filter.ts";
import { FilterSyntaxError, parseFilter } from "xray-local/filter/parse/parse-filter.ts";

/** The error in a filter, or undefined where it is one. */
export function errorIn(text: string): FilterSyntaxError | undefined {
  try {
    parseFilter(text);
    return undefined;
  } catch (error) {
    if (error instanceof FilterSyntaxError) return error;
    throw error;
  }
}

/** The expression for the API: the filter within the group. GetTraceSummaries knows no group of its own. */
export function withGroup(filter: string, group: string): string {
  if (group === "") return filter;
  const ofGroup = `group.name = ${quoteString(group)}`;
  return filter.trim() === "" ? ofGroup : `${ofGroup} AND (${filter})`;
}
