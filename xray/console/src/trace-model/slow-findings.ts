import { formatDuration, formatShare } from "../lib/format.ts";
import type { CriticalStep } from "./critical-path.ts";
import type { Finding, Phrase } from "./finding.ts";
import { poolWords } from "./pool-words.ts";
import { sqlWords } from "../sql/sql-words.ts";
import { stepDetail, stepTitle } from "./step-words.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

const LEAST_WAIT_SHARE = 0.1;
const LEAST_REPEATS = 5;
const LEAST_GAP_SHARE = 0.1;
const LEAST_STEP_SHARE = 0.3;

/** Waits on the critical path, together from 10 % of the response. */
export function findWait(tree: TraceTree, steps: readonly CriticalStep[]): Finding[] {
  const waits = steps.filter((step) => step.kind === "wait");
  const longest = longestOf(waits);
  const sumMs = sum(waits);
  if (!longest || sumMs < LEAST_WAIT_SHARE * tree.responseMs) return [];
  const count = new Set(waits.map((step) => step.node)).size;
  return [
    {
      kind: "wait",
      phrases: [
        { text: `${shareOf(sumMs, tree)} of the response went by ` },
        { text: waitingWords(longest.node.name), style: "strong" },
        { text: `: ${length(sumMs)}${count > 1 ? ` in ${count} places` : ""}.${poolWords(longest.node)}` },
      ],
      rowId: longest.node.id,
      atMs: longest.startMs,
    },
  ];
}

/** `wait for a connection` -> `waiting for a database connection`; other waits by their name. */
function waitingWords(name: string): string {
  if (name === "wait for a connection") return "waiting for a database connection";
  return name.startsWith("wait ") ? `waiting${name.slice("wait".length)}` : `waiting in ${name}`;
}

/** The same statement, word for word, five times or more in one step of the trace. */
export function findRepeats(tree: TraceTree): Finding[] {
  const groups = new Map<string, TraceNode[]>();
  for (const node of tree.nodes) {
    const query = node.entity.sql?.sanitized_query;
    if (query === undefined || node.wait) continue;
    // Transaction control repeats by its nature.
    if (!/^\s*(?:select|insert|update|delete|with)\b/i.test(query)) continue;
    const key = `${node.parent?.id ?? ""} ${node.name} ${query}`;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  return [...groups.values()]
    .filter((nodes) => nodes.length >= LEAST_REPEATS)
    .toSorted((a, b) => durationOf(b) - durationOf(a))
    .flatMap((nodes) => (nodes[0] ? [repeatFinding(nodes[0], nodes)] : []));
}

function repeatFinding(first: TraceNode, nodes: readonly TraceNode[]): Finding {
  const query = first.entity.sql?.sanitized_query ?? "";
  const verb = sqlWords(query).split(" ")[0] ?? "";
  const phrases: Phrase[] = [
    { text: `The same ${verb} ran ${nodes.length} times`, style: "strong" },
    { text: `${areInARow(nodes) ? " in a row" : ""}, ${length(durationOf(nodes))} together.` },
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

/** Time on the critical path in which nothing was recorded, together from 10 % of the response. */
export function findGap(tree: TraceTree, steps: readonly CriticalStep[]): Finding[] {
  const gaps = steps.filter((step) => step.kind === "gap");
  const longest = longestOf(gaps);
  const sumMs = sum(gaps);
  if (!longest || sumMs < LEAST_GAP_SHARE * tree.responseMs) return [];
  const longestMs = longest.endMs - longest.startMs;
  const most = gaps.length > 1 ? `, the longest ${length(longestMs)}` : "";
  return [
    {
      kind: "gap",
      phrases: [
        { text: `Nothing was recorded for ${length(sumMs)}`, style: "strong" },
        { text: `, ${shareOf(sumMs, tree)} of the response${most} in ${stepTitle(longest.node)}.` },
      ],
      rowId: longest.node.id,
      atMs: longest.startMs,
    },
  ];
}

/** One step's own work from 30 % of the response, if no other finding is about it and it is not all there is. */
export function findHeavyStep(
  tree: TraceTree,
  steps: readonly CriticalStep[],
  named: ReadonlySet<string>,
): Finding[] {
  const ownMs = new Map<TraceNode, number>();
  for (const step of steps) {
    if (step.kind !== "work" || named.has(step.node.id) || step.node === tree.main) continue;
    ownMs.set(step.node, (ownMs.get(step.node) ?? 0) + step.endMs - step.startMs);
  }
  const [heaviest] = [...ownMs].toSorted((a, b) => b[1] - a[1]);
  if (!heaviest || heaviest[1] < LEAST_STEP_SHARE * tree.responseMs) return [];
  const [node, durationMs] = heaviest;
  const detail = node.entity.sql ? "" : stepDetail(node);
  return [
    {
      kind: "step",
      phrases: [
        { text: stepTitle(node), style: "strong" },
        {
          text: `${detail === "" ? "" : ` ${detail}`} took ${length(durationMs)}, ${shareOf(durationMs, tree)} of the response.`,
        },
      ],
      rowId: node.id,
      atMs: node.startMs,
    },
  ];
}

function longestOf(steps: readonly CriticalStep[]): CriticalStep | undefined {
  return steps.toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs))[0];
}

function sum(steps: readonly CriticalStep[]): number {
  return steps.reduce((sumMs, step) => sumMs + step.endMs - step.startMs, 0);
}

function durationOf(nodes: readonly TraceNode[]): number {
  return nodes.reduce((sumMs, node) => sumMs + node.endMs - node.startMs, 0);
}

function length(durationMs: number): string {
  return formatDuration(durationMs / 1000);
}

function shareOf(durationMs: number, tree: TraceTree): string {
  return formatShare(tree.responseMs > 0 ? durationMs / tree.responseMs : 0);
}
