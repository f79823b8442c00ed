import type { CriticalStretch } from "../critical-path/critical-path.ts";
import type { Finding } from "./finding.ts";
import { lengthWords, longestStretch, shareWords, sumStretches } from "./finding-figures.ts";
import { poolWords } from "./pool-words.ts";
import { stepDetail, stepTitle } from "../step-words.ts";
import type { Step, TraceTree } from "../step.ts";

const LEAST_WAIT_SHARE = 0.1;
const LEAST_GAP_SHARE = 0.1;
const LEAST_STEP_SHARE = 0.3;
/**
 * A step is also named from this share on where it took most of the time that was not waiting: waits follow from slow
 * statements.
 */
const LEAST_STEP_SHARE_BEHIND_WAIT = 0.15;

/**
 * Waits on the critical path, together from 10 % of the response, where the waiting is what took long. Not where one
 * statement took as much, because everybody waits behind a slow statement.
 */
export function findWait(tree: TraceTree, stretches: readonly CriticalStretch[]): Finding[] {
  const waits = stretches.filter((stretch) => stretch.kind === "wait");
  const longest = longestStretch(waits);
  const sumMs = sumStretches(waits);
  if (!longest || sumMs < LEAST_WAIT_SHARE * tree.responseMs) return [];
  if (sumMs <= slowestStatementMs(stretches)) return [];
  const count = new Set(waits.map((stretch) => stretch.step)).size;
  return [
    {
      kind: "wait",
      phrases: [
        { text: `${shareWords(sumMs, tree)} of the response went by ` },
        { text: waitingWords(longest.step.name), style: "strong" },
        {
          text: `: ${lengthWords(sumMs)}${count > 1 ? ` in ${count} places` : ""}.${poolWords(longest.step)}`,
        },
      ],
      rowId: longest.step.id,
      atMs: longest.startMs,
    },
  ];
}

function slowestStatementMs(stretches: readonly CriticalStretch[]): number {
  const work = stretches.filter((stretch) => stretch.kind === "work" && stretch.step.place === "database");
  return Math.max(0, ...Array.from(Map.groupBy(work, ({ step }) => step).values(), sumStretches));
}

/** `wait for a connection` -> `waiting for a database connection`; other waits have their own name. */
function waitingWords(name: string): string {
  if (name === "wait for a connection") return "waiting for a database connection";
  return name.startsWith("wait ") ? `waiting${name.slice("wait".length)}` : `waiting in ${name}`;
}

/** Time on the critical path in which nothing was recorded, together from 10 % of the response. */
export function findGap(tree: TraceTree, stretches: readonly CriticalStretch[]): Finding[] {
  const gaps = stretches.filter((stretch) => stretch.kind === "gap");
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
        { text: `, ${shareWords(sumMs, tree)} of the response${most} in ${stepTitle(longest.step)}.` },
      ],
      rowId: longest.step.id,
      atMs: longest.startMs,
    },
  ];
}

/** The own work of one step, if no other finding is about it and it is not all there is. */
export function findHeavyStep(
  tree: TraceTree,
  stretches: readonly CriticalStretch[],
  named: ReadonlySet<string>,
): Finding[] {
  const ownMs = new Map<Step, number>();
  for (const stretch of stretches) {
    if (stretch.kind !== "work" || named.has(stretch.step.id) || stretch.step === tree.main) continue;
    ownMs.set(stretch.step, (ownMs.get(stretch.step) ?? 0) + stretch.endMs - stretch.startMs);
  }
  const [heaviest] = [...ownMs].toSorted((a, b) => b[1] - a[1]);
  if (!heaviest || !isHeavy(heaviest[1], tree, stretches)) return [];
  const [step, durationMs] = heaviest;
  const detail = step.entity.sql ? "" : stepDetail(step);
  return [
    {
      kind: "step",
      phrases: [
        { text: stepTitle(step), style: "strong" },
        {
          text: `${detail === "" ? "" : ` ${detail}`} took ${lengthWords(durationMs)}, ${shareWords(durationMs, tree)} of the response.`,
        },
      ],
      rowId: step.id,
      atMs: step.startMs,
    },
  ];
}

/** From 30 % of the response; from 15 % where it is at least half of what was not waiting. */
function isHeavy(durationMs: number, tree: TraceTree, stretches: readonly CriticalStretch[]): boolean {
  if (durationMs >= LEAST_STEP_SHARE * tree.responseMs) return true;
  const waitedMs = sumStretches(stretches.filter((stretch) => stretch.kind === "wait"));
  return (
    durationMs >= LEAST_STEP_SHARE_BEHIND_WAIT * tree.responseMs &&
    durationMs >= (tree.responseMs - waitedMs) / 2
  );
}
