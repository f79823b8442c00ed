import type { CriticalStep } from "./critical-path.ts";
import type { Finding } from "./finding.ts";
import { lengthWords, longestStretch, shareWords, sumStretches } from "./finding-figures.ts";
import { poolWords } from "./pool-words.ts";
import { stepDetail, stepTitle } from "./step-words.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

const LEAST_WAIT_SHARE = 0.1;
const LEAST_GAP_SHARE = 0.1;
const LEAST_STEP_SHARE = 0.3;
/** A step is also named from this share on where it is most of what was not waiting: behind slow statements one waits. */
const LEAST_STEP_SHARE_BEHIND_WAIT = 0.15;

/**
 * Waits on the critical path, together from 10 % of the response, where the waiting is what took long: not where one of
 * the statements took as much, since behind slow statements everybody waits.
 */
export function findWait(tree: TraceTree, steps: readonly CriticalStep[]): Finding[] {
  const waits = steps.filter((step) => step.kind === "wait");
  const longest = longestStretch(waits);
  const sumMs = sumStretches(waits);
  if (!longest || sumMs < LEAST_WAIT_SHARE * tree.responseMs) return [];
  if (sumMs <= slowestStatementMs(steps)) return [];
  const count = new Set(waits.map((step) => step.node)).size;
  return [
    {
      kind: "wait",
      phrases: [
        { text: `${shareWords(sumMs, tree)} of the response went by ` },
        { text: waitingWords(longest.node.name), style: "strong" },
        {
          text: `: ${lengthWords(sumMs)}${count > 1 ? ` in ${count} places` : ""}.${poolWords(longest.node)}`,
        },
      ],
      rowId: longest.node.id,
      atMs: longest.startMs,
    },
  ];
}

function slowestStatementMs(steps: readonly CriticalStep[]): number {
  const work = steps.filter((step) => step.kind === "work" && step.node.place === "database");
  return Math.max(0, ...Array.from(Map.groupBy(work, ({ node }) => node).values(), sumStretches));
}

/** `wait for a connection` -> `waiting for a database connection`; other waits by their name. */
function waitingWords(name: string): string {
  if (name === "wait for a connection") return "waiting for a database connection";
  return name.startsWith("wait ") ? `waiting${name.slice("wait".length)}` : `waiting in ${name}`;
}

/** Time on the critical path in which nothing was recorded, together from 10 % of the response. */
export function findGap(tree: TraceTree, steps: readonly CriticalStep[]): Finding[] {
  const gaps = steps.filter((step) => step.kind === "gap");
  const longest = longestStretch(gaps);
  const sumMs = sumStretches(gaps);
  if (!longest || sumMs < LEAST_GAP_SHARE * tree.responseMs) return [];
  const longestMs = longest.endMs - longest.startMs;
  const most = gaps.length > 1 ? `, the longest ${lengthWords(longestMs)}` : "";
  return [
    {
      kind: "gap",
      phrases: [
        { text: `Nothing was recorded for ${lengthWords(sumMs)}`, style: "strong" },
        { text: `, ${shareWords(sumMs, tree)} of the response${most} in ${stepTitle(longest.node)}.` },
      ],
      rowId: longest.node.id,
      atMs: longest.startMs,
    },
  ];
}

/** One step's own work, if no other finding is about it and it is not all there is. */
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
  if (!heaviest || !isHeavy(heaviest[1], tree, steps)) return [];
  const [node, durationMs] = heaviest;
  const detail = node.entity.sql ? "" : stepDetail(node);
  return [
    {
      kind: "step",
      phrases: [
        { text: stepTitle(node), style: "strong" },
        {
          text: `${detail === "" ? "" : ` ${detail}`} took ${lengthWords(durationMs)}, ${shareWords(durationMs, tree)} of the response.`,
        },
      ],
      rowId: node.id,
      atMs: node.startMs,
    },
  ];
}

/** From 30 % of the response; from 15 % where it is half or more of what was not waiting. */
function isHeavy(durationMs: number, tree: TraceTree, steps: readonly CriticalStep[]): boolean {
  if (durationMs >= LEAST_STEP_SHARE * tree.responseMs) return true;
  const waitedMs = sumStretches(steps.filter((step) => step.kind === "wait"));
  return (
    durationMs >= LEAST_STEP_SHARE_BEHIND_WAIT * tree.responseMs &&
    durationMs >= (tree.responseMs - waitedMs) / 2
  );
}
