import type { Finding, Phrase } from "./finding.ts";
import { durationOf, lengthWords, sumDurations } from "./finding-figures.ts";
import { sqlWords } from "../sql/sql-words.ts";
import { databaseOf, stepTitle } from "./step-words.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

/** So many alike statements are a habit, whatever they are for. */
const LEAST_REPEATS = 5;
/** Fewer prove it where an earlier statement gave as many rows: two may be a coincidence. */
const LEAST_REPEATS_OF_ROWS = 3;
/** Of alike steps, one that takes this many times what the others take in the middle is told apart from them. */
const OUTLIER_TIMES = 5;
const LEAST_OUTLIER_SHARE = 0.1;

/** What alike siblings are: the same statement again and again, or one that took much longer than the rest. */
export function findRepeats(tree: TraceTree): Finding[] {
  const groups = alikeStatements(tree);
  const outliers = groups.flatMap((nodes) => findOutlier(tree, nodes));
  const repeats = groups
    .filter((nodes) => areTooMany(nodes) && !outliers.some(({ isMostOf }) => isMostOf === nodes))
    .toSorted((a, b) => sumDurations(b) - sumDurations(a))
    .flatMap((nodes) => (nodes[0] ? [repeatFinding(nodes[0], nodes)] : []));
  return [...outliers.map(({ finding }) => finding), ...repeats];
}

/** The same statement, word for word, in one step of the trace; transaction control repeats by its nature. */
function alikeStatements(tree: TraceTree): readonly (readonly TraceNode[])[] {
  const groups = new Map<string, TraceNode[]>();
  for (const node of tree.nodes) {
    const query = node.entity.sql?.sanitized_query;
    if (query === undefined || node.wait) continue;
    if (!/^\s*(?:select|insert|update|delete|with)\b/i.test(query)) continue;
    const key = `${node.parent?.id ?? ""} ${node.name} ${query}`;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return [...groups.values()];
}

function areTooMany(nodes: readonly TraceNode[]): boolean {
  return nodes.length >= LEAST_REPEATS || rowsBehind(nodes) !== undefined;
}

/** The statement before them that gave one row for each of them. */
function rowsBehind(nodes: readonly TraceNode[]): TraceNode | undefined {
  const [first] = nodes;
  if (first === undefined || nodes.length < LEAST_REPEATS_OF_ROWS) return undefined;
  return first.parent?.children.find(
    (sibling) => sibling.endMs <= first.startMs && rowsOf(sibling) === nodes.length,
  );
}

/** How many rows a statement gave, where the back end recorded it. */
function rowsOf(node: TraceNode): unknown {
  return node.entity.annotations?.["rows"] ?? databaseOf(node)["num_results"];
}

function repeatFinding(first: TraceNode, nodes: readonly TraceNode[]): Finding {
  const query = first.entity.sql?.sanitized_query ?? "";
  const verb = sqlWords(query).split(" ")[0] ?? "";
  const behind = rowsBehind(nodes);
  const forRows = behind === undefined ? "" : `, once for each row of ${stepTitle(behind)}`;
  const phrases: Phrase[] = [
    { text: `The same ${verb} ran ${nodes.length} times`, style: "strong" },
    {
      text: `${areInARow(nodes) ? " in a row" : ""}${forRows}, ${lengthWords(sumDurations(nodes))} together.`,
    },
  ];
  // Proven by the text alone: one parameter, compared for equality, in a plain select.
  if (verb === "select" && new Set(query.match(/\$\d+/g)).size === 1 && /=\s*\$1(?!\d)/.test(query)) {
    phrases.push({ text: " One query with " }, { text: "= ANY($1)", style: "code" }, { text: " would do." });
  }
  return { kind: "repeat", phrases, rowId: first.id, atMs: first.startMs };
}

function areInARow(nodes: readonly TraceNode[]): boolean {
  const siblings = nodes[0]?.parent?.children ?? [];
  const from = nodes[0] ? siblings.indexOf(nodes[0]) : -1;
  return from >= 0 && nodes.every((node, index) => siblings[from + index] === node);
}

interface Outlier {
  finding: Finding;
  /** The group, where the one took more than all the others together: then their number is not what took long. */
  isMostOf: readonly TraceNode[] | undefined;
}

/** One of at least three that took five times what the others take, and a tenth of the response. */
function findOutlier(tree: TraceTree, nodes: readonly TraceNode[]): Outlier[] {
  const [longest, ...others] = nodes.toSorted((a, b) => durationOf(b) - durationOf(a));
  const middle = others[Math.floor(others.length / 2)];
  if (longest === undefined || middle === undefined || others.length < 2) return [];
  const durationMs = durationOf(longest);
  if (durationMs < LEAST_OUTLIER_SHARE * tree.responseMs || durationMs < OUTLIER_TIMES * durationOf(middle)) {
    return [];
  }
  const phrases: Phrase[] = [
    { text: `One of ${nodes.length} alike took ${lengthWords(durationMs)}`, style: "strong" },
    { text: `, the others ${lengthWords(durationOf(middle))}: ${stepTitle(longest)}.` },
  ];
  return [
    {
      finding: { kind: "step", phrases, rowId: longest.id, atMs: longest.startMs },
      isMostOf: durationMs > sumDurations(others) ? nodes : undefined,
    },
  ];
}
