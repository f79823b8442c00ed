import { compileFilter } from "../filter/evaluate/evaluate-filter.ts";
import type { FilterExpression } from "../filter/filter-expression.ts";
import { FilterSyntaxError } from "../filter/parse/filter-syntax-error.ts";
import { parseFilter } from "../filter/parse/parse-filter.ts";
import { compileTopologyFilter } from "../filter/evaluate/topology-filter.ts";
import type { TraceTopology } from "../model/trace-topology.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { ApiContext, GroupView } from "./context.ts";
import { invalidRequest } from "./model/errors.ts";

export type TraceFilter = (facts: TraceFacts) => boolean;

/** The filter of a group, with a text that changes when what it matches may change. */
export interface KeyedFilter {
  key: string;
  matches: TraceFilter;
  /** The same of all traces of a topology at once; undefined for a filter that asks for more than nodes and edges. */
  matchesTopology?: ((topology: TraceTopology) => boolean) | undefined;
}

/**
 * Compiles a filter expression; without one every trace matches. Throws InvalidRequestException with the place of the
 * error and what was expected there.
 */
export function filterOf(text: string | undefined, groups: ApiContext["groups"]): TraceFilter | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  return compileFilter(parse(text), { groups: parseGroups(groups) });
}

/**
 * The group that a request names and the filter of its traces; both absent when it names none. Throws
 * InvalidRequestException for a group that does not exist.
 */
export function groupOf(
  reference: { GroupName?: string; GroupARN?: string },
  groups: ApiContext["groups"],
): { group?: GroupView; filter?: KeyedFilter } {
  if (reference.GroupName === undefined && reference.GroupARN === undefined) return {};
  const group = groups.find(reference);
  if (!group) throw invalidRequest("Group not found");
  const matches = filterOf(group.FilterExpression, groups);
  if (!matches) return { group };
  const matchesTopology = compileTopologyFilter(parse(group.FilterExpression ?? ""));
  return { group, filter: { key: keyOf(group, groups), matches, matchesTopology } };
}

/** A filter may name other groups, so all of them are part of the key. */
function keyOf({ GroupName }: GroupView, groups: ApiContext["groups"]): string {
  return JSON.stringify([GroupName, groups.all().map((group) => [group.GroupARN, group.FilterExpression])]);
}

/** Whether the group's filter was another one during a part of the window that begins at `startSec`. */
export function containsOldGroupVersions(group: GroupView | undefined, startSec: number): boolean {
  return group?.FilterChangedAtSec !== undefined && group.FilterChangedAtSec > startSec;
}

function parse(text: string): FilterExpression {
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError)
      throw invalidRequest(`Invalid filter expression. ${error.message}`);
    throw error;
  }
}

/** Expressions name groups by name or by ARN. Those without a filter, which hold every trace, are left out. */
function parseGroups(groups: ApiContext["groups"]): Map<string, FilterExpression> {
  const parsed = new Map<string, FilterExpression>();
  for (const { GroupName, GroupARN, FilterExpression: text } of groups.all()) {
    if (text === undefined || text.trim() === "") continue;
    const expression = parse(text);
    parsed.set(GroupName, expression).set(GroupARN, expression);
  }
  return parsed;
}
