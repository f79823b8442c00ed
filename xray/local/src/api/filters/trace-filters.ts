import { compileFilter } from "../../filter/evaluate/evaluate-filter.ts";
import { compileTopologyFilter } from "../../filter/evaluate/topology-filter.ts";
import type { FilterExpression } from "../../filter/filter-expression.ts";
import { FilterSyntaxError } from "../../filter/parse/filter-syntax-error.ts";
import { parseFilter } from "../../filter/parse/parse-filter.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import type { TraceTopology } from "../../model/trace-topology.ts";
import { invalidRequest } from "../model/errors.ts";
import type { GroupDirectory, GroupReference, GroupView } from "./groups.ts";

type TraceFilter = (facts: TraceFacts) => boolean;

/** The filter of a group, with a text that changes when what it matches may change. */
export interface KeyedFilter {
  key: string;
  matches: TraceFilter;
  /** The same of all traces of a topology at once; undefined for a filter that asks for more than nodes and edges. */
  matchesTopology?: ((topology: TraceTopology) => boolean) | undefined;
}

/** Filters of requests and of groups. Those of the groups are parsed once for each revision of the groups. */
export interface TraceFilters {
  /**
   * Compiles a filter expression, which may name groups; undefined without one, as every trace matches then. Throws
   * InvalidRequestException with the place of the error and what was expected there.
   */
  compile(text: string | undefined): TraceFilter | undefined;
  /**
   * The group that a request names and the filter of its traces; both absent when it names none. Throws
   * InvalidRequestException for a group that does not exist.
   */
  ofGroup(reference: GroupReference): { group?: GroupView; filter?: KeyedFilter };
  /** Of all groups that have one which can be parsed, those changed last first. */
  ofAllGroups(): readonly KeyedFilter[];
}

/** The filters of all groups at one revision. */
interface ParsedGroups {
  revision: number;
  /**
   * By name and by ARN. Groups without a filter, which hold every trace, are left out, and so are those whose filter an
   * older version took and this one does not: they must not break the others.
   */
  expressions: ReadonlyMap<string, FilterExpression>;
  /** By ARN, compiled when they are first asked for. */
  filters: Map<string, KeyedFilter>;
  /** Of what all the groups mean: a filter may name other groups. */
  key: string;
}

export function createTraceFilters(groups: GroupDirectory): TraceFilters {
  let parsed: ParsedGroups | undefined;

  function current(): ParsedGroups {
    const revision = groups.revision();
    if (parsed?.revision !== revision) parsed = parseGroups(groups, revision);
    return parsed;
  }

  function filterOf(group: GroupView): KeyedFilter | undefined {
    const { expressions, filters, key } = current();
    const known = filters.get(group.GroupARN);
    if (known || isEmpty(group.FilterExpression)) return known;
    const expression = expressions.get(group.GroupARN) ?? parse(group.FilterExpression);
    const filter = {
      key: `${group.GroupARN} ${key}`,
      matches: compileFilter(expression, { groups: expressions }),
      matchesTopology: compileTopologyFilter(expression),
    };
    filters.set(group.GroupARN, filter);
    return filter;
  }

  return {
    compile(text) {
      if (isEmpty(text)) return undefined;
      return compileFilter(parse(text), { groups: current().expressions });
    },
    ofGroup(reference) {
      if (reference.GroupName === undefined && reference.GroupARN === undefined) return {};
      const group = groups.find(reference);
      if (!group) throw invalidRequest("Group not found");
      const filter = filterOf(group);
      return filter ? { group, filter } : { group };
    },
    ofAllGroups: () =>
      groups
        .all()
        .toSorted((one, other) => (other.FilterChangedAtSec ?? 0) - (one.FilterChangedAtSec ?? 0))
        .filter(({ GroupARN }) => current().expressions.has(GroupARN))
        .flatMap((group) => filterOf(group) ?? []),
  };
}

function parseGroups(groups: GroupDirectory, revision: number): ParsedGroups {
  const expressions = new Map<string, FilterExpression>();
  const all = groups.all();
  for (const { GroupName, GroupARN, FilterExpression: text } of all) {
    const expression = isEmpty(text) ? undefined : tryParse(text);
    if (expression) expressions.set(GroupName, expression).set(GroupARN, expression);
  }
  const key = JSON.stringify(all.map((group) => [group.GroupARN, group.FilterExpression]));
  return { revision, expressions, filters: new Map(), key };
}

function isEmpty(text: string | undefined): text is "" | undefined {
  return text === undefined || text.trim() === "";
}

function tryParse(text: string): FilterExpression | undefined {
  try {
    return parseFilter(text);
  } catch {
    return undefined;
  }
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
