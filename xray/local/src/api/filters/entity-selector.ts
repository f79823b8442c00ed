import { compileSelector } from "../../filter/evaluate/compile-node-condition.ts";
import type { EdgeCondition, FilterExpression, ServiceCondition } from "../../filter/filter-expression.ts";
import { FilterSyntaxError } from "../../filter/parse/filter-syntax-error.ts";
import { parseFilter } from "../../filter/parse/parse-filter.ts";
import type { TraceTopology } from "../../model/trace-topology.ts";
import type { EntitySelector } from "../../trace/graph/time-series.ts";
import { invalidRequest } from "../model/errors.ts";

/**
 * Reads an EntitySelectorExpression: `service(…)`, `edge(…, …)` or `id(…)`, or several of one kind joined by OR. It is
 * the filter language with nothing but nodes and edges left (model, GetTimeSeriesServiceStatistics), and it picks the
 * entities of a trace rather than the trace. Throws InvalidRequestException.
 */
export function parseEntitySelector(text: string): EntitySelector {
  const conditions = toConditions(parse(text));
  const services = conditions.filter((condition) => condition.kind === "service");
  const edges = conditions.filter((condition) => condition.kind === "edge");
  if (services.length > 0 && edges.length > 0) throw invalidSelector("It mixes services with edges.");
  return services.length > 0 ? selectServices(services) : selectEdges(edges);
}

function parse(text: string): FilterExpression {
  try {
    // `id(…)` alone is not part of the filter language: there it is an argument.
    return parseFilter(/^\s*id\s*\(/i.test(text) ? `service(${text})` : text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw invalidSelector(error.message);
    throw error;
  }
}

function toConditions(expression: FilterExpression): (ServiceCondition | EdgeCondition)[] {
  if (expression.kind === "or") return expression.operands.flatMap(toConditions);
  if ((expression.kind === "service" || expression.kind === "edge") && !expression.block) return [expression];
  throw invalidSelector("Only id(), service() and edge() are supported.");
}

function selectServices(conditions: readonly ServiceCondition[]): EntitySelector {
  const selectors = conditions.map(({ node }) => compileSelector(node));
  return {
    kind: "services",
    select: ({ services }) => indexesOf(services, ({ id }) => selectors.some((isMeant) => isMeant(id))),
  };
}

function selectEdges(conditions: readonly EdgeCondition[]): EntitySelector {
  const selectors = conditions.map(({ from, to }) => ({
    isFrom: compileSelector(from),
    isTo: compileSelector(to),
  }));
  const select = ({ edges, services }: TraceTopology): number[] =>
    indexesOf(edges, ({ from, to }) => {
      const source = services[from]?.id;
      const target = services[to]?.id;
      if (!source || !target) return false;
      return selectors.some(({ isFrom, isTo }) => isFrom(source) && isTo(target));
    });
  return { kind: "edges", select };
}

function indexesOf<T>(items: readonly T[], isMeant: (item: T) => boolean): number[] {
  return items.flatMap((item, index) => (isMeant(item) ? [index] : []));
}

function invalidSelector(reason: string): Error {
  return invalidRequest(`Invalid entity selector expression. ${reason}`);
}
