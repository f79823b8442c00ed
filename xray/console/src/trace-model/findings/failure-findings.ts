import { formatDuration } from "../../lib/format.ts";
import type { Failure } from "../../lib/outcome.ts";
import { resolveCause } from "../cause.ts";
import type { Finding, Phrase } from "./finding.ts";
import { resourceOf, stepTitle } from "../step-words.ts";
import type { Step, TraceTree } from "../step.ts";

/** The steps where failures of one kind began, in order of start. Alike steps make one finding with their number. */
export function findProblems(tree: TraceTree, outcome: Failure): Finding[] {
  const alike = new Map<string, Step[]>();
  for (const step of tree.steps) {
    if (step.outcome !== outcome || !step.began) continue;
    const key = `${step.name} ${plain(whatHappened(tree, step))}`;
    alike.set(key, [...(alike.get(key) ?? []), step]);
  }
  return [...alike.values()].flatMap((steps) => {
    const first = steps[0];
    return first ? [toFinding(tree, first, outcome, steps.length)] : [];
  });
}

function toFinding(tree: TraceTree, step: Step, kind: Failure, times: number): Finding {
  const phrases = [
    ...whatHappened(tree, step),
    ...(times > 1 ? [{ text: ` ${times} times, first` }] : []),
    ...afterHowLong(step),
    ...consequence(tree, step),
  ];
  return { kind, phrases, rowId: step.id, atMs: step.startMs };
}

function whatHappened(tree: TraceTree, step: Step): Phrase[] {
  const cause = resolveCause(tree, step);
  const exception = cause?.exceptions[0];
  const words = exception?.message || exception?.type;
  if (words !== undefined && words !== "") {
    return [{ text: firstLine(words), style: "strong" }, { text: ` in ${stepTitle(step)}` }];
  }
  const status = step.entity.http?.response?.status;
  // DynamoDB throttles with status 400.
  if (step.outcome === "throttle" && status !== 429) {
    return [{ text: `${calledName(step)} throttled the call`, style: "strong" }];
  }
  if (status !== undefined) return [{ text: `${step.name} answered ${status}`, style: "strong" }];
  return [
    { text: `${stepTitle(step)} failed`, style: "strong" },
    {
      text:
        step.outcome === "error"
          ? " with an error; no exception was recorded"
          : "; no exception was recorded",
    },
  ];
}

/** The table or queue, where the document names one. */
function calledName(step: Step): string {
  const resource = resourceOf(step);
  return resource === undefined ? step.name : `${step.name} ${resource}`;
}

function afterHowLong(step: Step): Phrase[] {
  if (step.inProgress) return [{ text: "." }];
  const isAnswer = step.entity.http?.response?.status !== undefined && step.kind === "subsegment";
  return [{ text: isAnswer ? ` after ${formatDuration((step.endMs - step.startMs) / 1000)}.` : "." }];
}

/**
 * What became of the failure at the answer of its service: passed on where the documents say so, handled, or only the
 * answer.
 */
function consequence(tree: TraceTree, step: Step): Phrase[] {
  const { segment } = step;
  if (segment === step || segment.inProgress) return [];
  const status = segment.entity.http?.response?.status;
  if (segment.outcome === "ok") {
    if (status === undefined) return [{ text: ` ${segment.name} handled it.` }];
    return [{ text: ` ${segment.name} handled it: the response is ${status}.` }];
  }
  const isPassedOn = resolveCause(tree, segment)?.recordedAt === step;
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
