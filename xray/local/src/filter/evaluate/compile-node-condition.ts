import type { ServiceId } from "../../protocol/api-types.ts";
import type { EdgeFacts, ServiceFacts, TraceFacts } from "../../model/trace-facts.ts";
import { COST, edgeColumns, nodeColumns } from "./columns.ts";
import type { NodeRequest } from "./columns.ts";
import { compileExpression } from "./compile-expression.ts";
import type { Columns, Compiled } from "./compile-expression.ts";
import type {
  EdgeCondition,
  FilterExpression,
  NodeSelector,
  ServiceCondition,
} from "../filter-expression.ts";
import type { IdPart } from "../keywords.ts";
import { compileRequestHint } from "./request-hint.ts";

/**
 * True if `service(…)` selects a node of the trace, and one of its requests satisfies the whole block. The client node
 * stands for callers of a root service and has its name, but is not a service: only a selector for the type `client`
 * finds it with a block, and, because it has no requests, only if the block asks nothing of one.
 */
export function compileService(condition: ServiceCondition): Compiled<TraceFacts> {
  const isMeant = compileSelector(condition.node);
  if (!condition.block) {
    return { cost: COST.graph, test: ({ services }) => services.some(({ id }) => isMeant(id)) };
  }
  const { test } = compileBlock<NodeRequest>(condition.block, nodeColumns);
  const mayHold = compileRequestHint(condition.block) ?? (() => true);
  const mayBeClient = asksForClients(condition.node);
  const holds = asksForRequest(condition.block)
    ? (node: ServiceFacts) => node.requests.some((request) => test({ node, request }))
    : (node: ServiceFacts) => test({ node, request: undefined });
  const matches = (node: ServiceFacts): boolean =>
    (mayBeClient || !node.client) && isMeant(node.id) && holds(node);
  return { cost: COST.block, test: (facts) => mayHold(facts) && facts.services.some(matches) };
}

function asksForClients(selector: NodeSelector | undefined): boolean {
  return (
    selector?.kind === "id" && selector.parts.some(({ part, value }) => part === "type" && value === "client")
  );
}

/** True if the trace has such an edge, and one call along it, as its caller recorded it, satisfies the whole block. */
export function compileEdge(condition: EdgeCondition): Compiled<TraceFacts> {
  const isFrom = compileSelector(condition.from);
  const isTo = compileSelector(condition.to);
  const block = condition.block && compileBlock(condition.block, edgeColumns);
  const mayHold = (condition.block && compileRequestHint(condition.block)) ?? (() => true);
  const joins = ({ from, to }: EdgeFacts, services: readonly ServiceFacts[]): boolean => {
    const source = services[from];
    const target = services[to];
    return source !== undefined && target !== undefined && isFrom(source.id) && isTo(target.id);
  };
  return {
    cost: block ? COST.block : COST.graph,
    test: (facts) =>
      mayHold(facts) &&
      facts.edges.some((edge) => joins(edge, facts.services) && (!block || edge.requests.some(block.test))),
  };
}

/** Blocks contain only keywords: the parser allows nothing else. */
export function compileBlock<S>(block: FilterExpression, columns: Columns<S>): Compiled<S> {
  return compileExpression(block, columns, () => ({ cost: 0, test: () => false }));
}

/**
 * Compares a name with all names of the node, a type or account exactly. An empty part counts as absent, as in the
 * links of Grafana's map: `id(name: "a", type: "")`.
 */
export function compileSelector(selector: NodeSelector | undefined): (id: ServiceId) => boolean {
  if (!selector) return () => true;
  const parts = selector.kind === "name" ? [{ part: "name" as const, value: selector.name }] : selector.parts;
  return (id) => parts.every(({ part, value }) => isPart(id, part, value));
}

function isPart(id: ServiceId, part: IdPart, value: string): boolean {
  if (part === "type") return (id.Type ?? "") === value;
  if (part === "account.id") return (id.AccountId ?? "") === value;
  return id.Name === value || id.Names.includes(value);
}

function asksForRequest(block: FilterExpression): boolean {
  if (block.kind === "and" || block.kind === "or") return block.operands.some(asksForRequest);
  if (block.kind === "not") return asksForRequest(block.operand);
  return "subject" in block && block.subject.kind === "keyword" && block.subject.name in edgeColumns;
}
