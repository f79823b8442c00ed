import type { Finding, Phrase } from "./finding.ts";
import { durationOf, lengthWords, sumDurations } from "./finding-figures.ts";
import { sqlWords } from "../../sql/sql-words.ts";
import { databaseOf, stepTitle } from "../step-words.ts";
import type { Step, TraceTree } from "../step.ts";

/** From this many on, repeated statements are a finding, whatever they are for. */
const LEAST_REPEATS = 5;
/** Fewer are one where an earlier statement returned as many rows; two may be a coincidence. */
const LEAST_REPEATS_OF_ROWS = 3;
/** A step that takes this many times the median of the alike ones is a finding of its own. */
const OUTLIER_TIMES = 5;
const LEAST_OUTLIER_SHARE = 0.1;

/**
 * Finds repetition among alike siblings: the same statement again and again, or one that took much longer than the
 * others.
 */
export function findRepeats(tree: TraceTree): Finding[] {
  const groups = alikeStatements(tree);
  const outliers = groups.flatMap((steps) => findOutlier(tree, steps));
  const repeats = groups
    .filter((steps) => areTooMany(steps) && !outliers.some(({ isMostOf }) => isMostOf === steps))
    .toSorted((a, b) => sumDurations(b) - sumDurations(a))
    .flatMap((steps) => (steps[0] ? [repeatFinding(steps[0], steps)] : []));
  return [...outliers.map(({ finding }) => finding), ...repeats];
}

/**
 * Groups of the same statement, word for word, in one step of the trace, without transaction control, which always
 * repeats.
 */
function alikeStatements(tree: TraceTree): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of tree.steps) {
    const query = step.entity.sql?.sanitized_query;
    if (query === undefined || step.wait) continue;
    if (!/^\s*(?:select|insert|update|delete|with)\b/i.test(query)) continue;
    const key = `${step.parent?.id ?? ""} ${step.name} ${query}`;
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  return [...groups.values()];
}

function areTooMany(steps: readonly Step[]): boolean {
  return steps.length >= LEAST_REPEATS || rowsBehind(steps) !== undefined;
}

/** The statement before them that returned one row for each of them. */
function rowsBehind(steps: readonly Step[]): Step | undefined {
  const [first] = steps;
  if (first === undefined || steps.length < LEAST_REPEATS_OF_ROWS) return undefined;
  return first.parent?.children.find(
    (sibling) => sibling.endMs <= first.startMs && rowsOf(sibling) === steps.length,
  );
}

/** How many rows a statement returned, where the backend recorded it. */
function rowsOf(step: Step): unknown {
  return step.entity.annotations?.["rows"] ?? databaseOf(step)["num_results"];
}

function repeatFinding(first: Step, steps: readonly Step[]): Finding {
  const query = first.entity.sql?.sanitized_query ?? "";
  const verb = sqlWords(query).split(" ")[0] ?? "";
  const behind = rowsBehind(steps);
  const forRows = behind === undefined ? "" : `, once for each row of ${stepTitle(behind)}`;
  const phrases: Phrase[] = [
    { text: `The same ${verb} ran ${steps.length} times`, style: "strong" },
    {
      text: `${areInARow(steps) ? " in a row" : ""}${forRows}, ${lengthWords(sumDurations(steps))} together.`,
    },
  ];
  // The text alone proves it: a plain select with one parameter, compared for equality.
  if (verb === "select" && new Set(query.match(/\$\d+/g)).size === 1 && /=\s*\$1(?!\d)/.test(query)) {
    phrases.push({ text: " One query with " }, { text: "= ANY($1)", style: "code" }, { text: " would do." });
  }
  return { kind: "repeat", phrases, rowId: first.id, atMs: first.startMs };
}

function areInARow(steps: readonly Step[]): boolean {
  const siblings = steps[0]?.parent?.children ?? [];
  const from = steps[0] ? siblings.indexOf(steps[0]) : -1;
  return from >= 0 && steps.every((step, index) => siblings[from + index] === step);
}

interface Outlier {
  finding: Finding;
  /** The group, where this step took more than all the others together: then their number is not what took long. */
  isMostOf: readonly Step[] | undefined;
}

/** One of at least three, which took five times what the others take, and a tenth of the response. */
function findOutlier(tree: TraceTree, steps: readonly Step[]): Outlier[] {
  const [longest, ...others] = steps.toSorted((a, b) => durationOf(b) - durationOf(a));
  const middle = others[Math.floor(others.length / 2)];
  if (longest === undefined || middle === undefined || others.length < 2) return [];
  const durationMs = durationOf(longest);
  if (durationMs < LEAST_OUTLIER_SHARE * tree.responseMs || durationMs < OUTLIER_TIMES * durationOf(middle)) {
    return [];
  }
  const phrases: Phrase[] = [
    { text: `One of ${steps.length} alike took ${lengthWords(durationMs)}`, style: "strong" },
    { text: `, the others ${lengthWords(durationOf(middle))}: ${stepTitle(longest)}.` },
  ];
  return [
    {
      finding: { kind: "step", phrases, rowId: longest.id, atMs: longest.startMs },
      isMostOf: durationMs > sumDurations(others) ? steps : undefined,
    },
  ];
}
