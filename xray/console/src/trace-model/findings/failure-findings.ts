import { formatDuration } from "../../lib/format.ts";
import type { Failure } from "../../lib/outcome.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import { resolveCause } from "../failures/cause.ts";
import { answerWords, failedBecauseOf, firstThrown, servicesPassedOn } from "../failures/passed-on.ts";
import type { Finding, Phrase } from "./finding.ts";
import { resourceOf, stepTitle } from "../step-words.ts";
import type { Step, TraceTree } from "../step.ts";

/**
 * Where failures began, and what each of them led to. Those that made the response fail come first, then faults, throttles
 * and errors, each in order of start. Alike failures make one finding with their number.
 */
export function findFailureFindings(tree: TraceTree): Finding[] {
  const alike = new Map<string, Step[]>();
  for (const step of tree.steps) {
    if (!step.began) continue;
    const key = `${step.outcome} ${step.name} ${plain(whatHappened(tree, step))}`;
    const steps = alike.get(key);
    if (steps) steps.push(step);
    else alike.set(key, [step]);
  }
  return [...alike.values()]
    .flatMap((steps) => toFinding(tree, steps))
    .toSorted(
      (a, b) => Number(b.isCause) - Number(a.isCause) || SEVERITY[a.finding.kind] - SEVERITY[b.finding.kind],
    )
    .map(({ finding }) => finding);
}

/** Worst first. */
const SEVERITY: Readonly<Record<Failure, number>> = { fault: 0, throttle: 1, error: 2 };

interface FailureFinding {
  finding: Finding & { kind: Failure };
  /** Whether the response failed because of it. */
  isCause: boolean;
}

function toFinding(tree: TraceTree, steps: readonly Step[]): FailureFinding[] {
  const [first] = steps;
  // Of alike failures, retries perhaps, the one that went furthest tells what became of them.
  const [furthest] = steps
    .map((step) => ({ step, failed: failedBecauseOf(step) }))
    .toSorted((a, b) => b.failed.length - a.failed.length);
  if (first === undefined || furthest === undefined || first.outcome === "ok") return [];
  const { step, failed } = furthest;
  const services = [step, ...failed].filter((each) => each.kind === "segment");
  const isLong = services.length > 1;
  const thrown = isLong ? firstThrown(step, failed) : undefined;
  const finding = {
    kind: first.outcome,
    phrases: [
      ...whatHappened(tree, first),
      ...(steps.length > 1 ? [{ text: ` ${steps.length} times, first` }] : []),
      ...afterHowLong(first),
      ...(thrown ? [{ text: ` ${thrown.step.segment.name} threw ${thrown.type}.` }] : []),
      ...(isLong ? farConsequence(tree, services) : consequence(tree, step)),
    ],
    rowId: first.id,
    atMs: first.startMs,
    ...(isLong && { passedOn: servicesPassedOn(step, failed, thrown?.step) }),
  };
  return [{ finding, isCause: tree.main !== undefined && [step, ...failed].includes(tree.main) }];
}

/** What the client got, or else which service handled the failure. */
function farConsequence(tree: TraceTree, services: readonly Step[]): Phrase[] {
  const last = services.at(-1);
  if (last === undefined || last.inProgress) return [];
  const status = last.entity.http?.response?.status;
  if (last === tree.main) {
    return [{ text: status === undefined ? ` ${last.name} failed.` : ` The client got ${status}.` }];
  }
  const handler = last.parent?.segment;
  return handler?.kind === "segment" && handler.outcome === "ok" && !handler.inProgress
    ? handledBy(handler)
    : [];
}

function handledBy(segment: Step): Phrase[] {
  const status = segment.entity.http?.response?.status;
  if (status === undefined) return [{ text: ` ${segment.name} handled it.` }];
  return [{ text: ` ${segment.name} handled it: the response is ${status}.` }];
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
  if (isUnanswered(step)) return [{ text: `${step.name} did not answer`, style: "strong" }];
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

/** A request was recorded, and no response to it. */
function isUnanswered(step: Step): boolean {
  return step.kind === "subsegment" && step.entity.http?.request !== undefined && step.outcome === "fault";
}

function afterHowLong(step: Step): Phrase[] {
  if (step.inProgress) return [{ text: "." }];
  const hasStatus = step.entity.http?.response?.status !== undefined;
  if (!hasStatus && isUnanswered(step) && ownExceptions(step.entity).length === 0) {
    return [{ text: ` within ${formatDuration((step.endMs - step.startMs) / 1000)}.` }];
  }
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
  if (segment.outcome === "ok") return handledBy(segment);
  const isPassedOn = resolveCause(tree, segment)?.recordedAt === step;
  return [{ text: ` ${segment.name} ${answerWords(segment)}${isPassedOn ? " because of it" : ""}.` }];
}

/** Messages may hold whole documents; a finding is one line. */
const LONGEST_MESSAGE = 120;

function firstLine(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  // The sentence goes on.
  if (line.length <= LONGEST_MESSAGE) return line.replace(/\.$/, "");
  return `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}

function plain(phrases: readonly Phrase[]): string {
  return phrases.map((phrase) => phrase.text).join("");
}
