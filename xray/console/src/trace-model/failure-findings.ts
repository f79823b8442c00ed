import { formatDuration } from "../lib/format.ts";
import type { Failure } from "../lib/outcome.ts";
import { resolveCause } from "./cause.ts";
import type { Finding, Phrase } from "./finding.ts";
import { resourceOf, stepTitle } from "./step-words.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

/** The steps where failures of one kind began, in order of start; alike ones once, with their number. */
export function findProblems(tree: TraceTree, outcome: Failure): Finding[] {
  const alike = new Map<string, TraceNode[]>();
  for (const node of tree.nodes) {
    if (node.outcome !== outcome || !node.began) continue;
    const key = `${node.name} ${plain(whatHappened(tree, node))}`;
    alike.set(key, [...(alike.get(key) ?? []), node]);
  }
  return [...alike.values()].flatMap((nodes) => {
    const first = nodes[0];
    return first ? [toFinding(tree, first, outcome, nodes.length)] : [];
  });
}

function toFinding(tree: TraceTree, node: TraceNode, kind: Failure, times: number): Finding {
  const phrases = [
    ...whatHappened(tree, node),
    ...(times > 1 ? [{ text: ` ${times} times, first` }] : []),
    ...afterHowLong(node),
    ...consequence(tree, node),
  ];
  return { kind, phrases, rowId: node.id, atMs: node.startMs };
}

function whatHappened(tree: TraceTree, node: TraceNode): Phrase[] {
  const cause = resolveCause(tree, node);
  const exception = cause?.exceptions[0];
  const words = exception?.message || exception?.type;
  if (words !== undefined && words !== "") {
    return [{ text: firstLine(words), style: "strong" }, { text: ` in ${stepTitle(node)}` }];
  }
  const status = node.entity.http?.response?.status;
  // DynamoDB throttles with 400.
  if (node.outcome === "throttle" && status !== 429) {
    return [{ text: `${calledName(node)} throttled the call`, style: "strong" }];
  }
  if (status !== undefined) return [{ text: `${node.name} answered ${status}`, style: "strong" }];
  return [
    { text: `${stepTitle(node)} failed`, style: "strong" },
    {
      text:
        node.outcome === "error"
          ? " with an error; no exception was recorded"
          : "; no exception was recorded",
    },
  ];
}

/** The table or queue where the document names one. */
function calledName(node: TraceNode): string {
  const resource = resourceOf(node);
  return resource === undefined ? node.name : `${node.name} ${resource}`;
}

function afterHowLong(node: TraceNode): Phrase[] {
  if (node.inProgress) return [{ text: "." }];
  const isAnswer = node.entity.http?.response?.status !== undefined && node.kind === "subsegment";
  return [{ text: isAnswer ? ` after ${formatDuration((node.endMs - node.startMs) / 1000)}.` : "." }];
}

/** What became of it at the answer of its service: passed on where the documents say so, handled, or the answer alone. */
function consequence(tree: TraceTree, node: TraceNode): Phrase[] {
  const { segment } = node;
  if (segment === node || segment.inProgress) return [];
  const status = segment.entity.http?.response?.status;
  if (segment.outcome === "ok") {
    if (status === undefined) return [{ text: ` ${segment.name} handled it.` }];
    return [{ text: ` ${segment.name} handled it: the response is ${status}.` }];
  }
  const isPassedOn = resolveCause(tree, segment)?.recordedAt === node;
  const answer = status === undefined ? "failed" : `answered ${status}`;
  return [{ text: ` ${segment.name} ${answer}${isPassedOn ? " because of it" : ""}.` }];
}

/** Messages may hold whole documents; a finding is one line. */
const LONGEST_MESSAGE = 120;

function firstLine(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}

function plain(phrases: readonly Phrase[]): string {
  return phrases.map((phrase) => phrase.text).join("");
}
