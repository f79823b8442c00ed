import { ordinalWords } from "../../lib/format.ts";
import { sqlWords } from "../../sql/sql-words.ts";
import { alikeSiblings, durationOf, findOutliers } from "../alike-steps.ts";
import type { Outlier } from "../alike-steps.ts";
import { databaseOf, stepDetail, stepTitle } from "../step-words.ts";
import type { Step, TraceTree } from "../step.ts";
import type { Finding, Phrase } from "./finding.ts";
import { lengthWords, shareWords, sumDurations } from "./finding-figures.ts";

/** From this many on, alike calls are a finding, whatever they are for. */
const LEAST_REPEATS = 5;
/** Fewer are one where an earlier statement returned as many rows; two may be a coincidence. */
const LEAST_REPEATS_OF_ROWS = 3;
/** From this many on, different statements of one service are a finding, if they take this share of the response. */
const MANY_STATEMENTS = 20;
const LEAST_SHARE_OF_MANY = 0.2;
const LEAST_SHARE_OF_FAR = 0.1;

/**
 * Finds repetition among alike siblings: the same call again and again, or one that took much longer than the others.
 * Then the services that sent many statements of which no two are alike.
 */
export function findRepeats(tree: TraceTree): Finding[] {
  const groups = alikeSiblings(tree).filter((group) => group.length >= LEAST_REPEATS_OF_ROWS);
  const outliers = Map.groupBy(findOutliers(groups), (outlier) => outlier.group);
  const alone: Finding[] = [];
  const repeats: { finding: Finding; sumMs: number; group: readonly Step[] }[] = [];
  for (const group of groups) {
    const far = (outliers.get(group) ?? []).toSorted((a, b) => durationOf(b.step) - durationOf(a.step));
    const sumMs = sumDurations(group);
    // Where they took more than all the others together, and a part of the response, the number is not what took long.
    const farMs = sumDurations(far.map(({ step }) => step));
    const isMostOf = 2 * farMs > sumMs && farMs >= LEAST_SHARE_OF_FAR * tree.responseMs;
    if (areTooMany(group) && (!isMostOf || rowsBehind(group) !== undefined))
      repeats.push({ finding: repeatFinding(group, far), sumMs, group });
    else alone.push(...outlierFinding(far));
  }
  return [
    ...alone,
    ...repeats.toSorted((a, b) => b.sumMs - a.sumMs).map(({ finding }) => finding),
    ...findManyStatements(tree, new Set(repeats.flatMap(({ group }) => group))),
  ];
}

/** Whether it is a call of another service, or a statement that is not transaction control, which always repeats. */
function isRepeatable(step: Step): boolean {
  const query = step.entity.sql?.sanitized_query;
  if (step.wait || step.kind === "segment") return false;
  if (query !== undefined) return /^\s*(?:select|insert|update|delete|with)\b/i.test(query);
  return step.entity.namespace !== undefined && step.outcome === "ok";
}

function areTooMany(steps: readonly Step[]): boolean {
  return steps.every(isRepeatable) && (steps.length >= LEAST_REPEATS || rowsBehind(steps) !== undefined);
}

/** The statement before them that returned one row for each of them. */
function rowsBehind(steps: readonly Step[]): Step | undefined {
  const [first] = steps;
  if (first?.entity.sql === undefined || steps.length < LEAST_REPEATS_OF_ROWS) return undefined;
  return first.parent?.children.find(
    (sibling) => sibling.endMs <= first.startMs && rowsOf(sibling) === steps.length,
  );
}

/** How many rows a statement returned, where the backend recorded it. */
function rowsOf(step: Step): unknown {
  return step.entity.annotations?.["rows"] ?? databaseOf(step)["num_results"];
}

function repeatFinding(steps: readonly Step[], far: readonly Outlier[]): Finding {
  const [first] = steps;
  const query = first?.entity.sql?.sanitized_query;
  const behind = rowsBehind(steps);
  const forRows = behind === undefined ? "" : `, once for each row of ${stepTitle(behind)}`;
  const together = `${areInARow(steps) ? " in a row" : ""}${forRows}, ${lengthWords(sumDurations(steps))} together.`;
  return {
    kind: "repeat",
    phrases: [
      { text: repeatedWords(first, steps.length), style: "strong" },
      { text: together },
      ...farWords(far),
      ...(query === undefined ? [] : adviceFor(query)),
    ],
    rowId: first?.id ?? "",
    atMs: first?.startMs ?? 0,
  };
}

function repeatedWords(step: Step | undefined, times: number): string {
  const query = step?.entity.sql?.sanitized_query;
  if (query !== undefined) return `The same ${sqlWords(query).split(" ")[0] ?? ""} ran ${times} times`;
  const { method } = step?.entity.http?.request ?? {};
  const what = step?.entity.aws?.operation ?? method;
  return `${step?.name ?? ""} was called ${times} times${what === undefined ? "" : ` with ${what}`}`;
}

/** ` The 9th took 38 ms, its siblings 4.4 ms.` */
function farWords([longest, ...others]: readonly Outlier[]): Phrase[] {
  if (longest === undefined) return [];
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const siblings = others.length === 0 ? "its siblings" : "their siblings";
  const took = `${others.length === 0 ? "" : "up to "}${lengthWords(durationOf(longest.step))}`;
  return [
    { text: " The " },
    { text: `${ordinalWords(longest.ordinal)}${more} took ${took}`, style: "strong" },
    { text: `, ${siblings} ${lengthWords(longest.siblingsMs)}.` },
  ];
}

/** Proven by the text alone: one parameter, compared for equality, in a plain select. */
function adviceFor(query: string): Phrase[] {
  const isPlain = /^\s*select\b/i.test(query);
  if (!isPlain || new Set(query.match(/\$\d+/g)).size !== 1 || !/=\s*\$1(?!\d)/.test(query)) return [];
  return [{ text: " One query with " }, { text: "= ANY($1)", style: "code" }, { text: " would do." }];
}

function areInARow(steps: readonly Step[]): boolean {
  const siblings = steps[0]?.parent?.children ?? [];
  const from = steps[0] ? siblings.indexOf(steps[0]) : -1;
  return from >= 0 && steps.every((step, index) => siblings[from + index] === step);
}

function outlierFinding(far: readonly Outlier[]): Finding[] {
  const [longest, ...others] = far;
  if (longest === undefined) return [];
  const { step, ordinal, group, siblingsMs } = longest;
  const which =
    others.length === 0
      ? `The ${ordinalWords(ordinal)} of ${group.length} alike took ${lengthWords(durationOf(step))}`
      : `${far.length} of ${group.length} alike took up to ${lengthWords(durationOf(step))}`;
  const title = step.entity.sql ? stepTitle(step) : [step.name, stepDetail(step)].filter(Boolean).join(" ");
  const siblings = others.length === 0 ? "its siblings" : "their siblings";
  return [
    {
      kind: "outlier",
      phrases: [
        { text: which, style: "strong" },
        { text: `, ${siblings} ${lengthWords(siblingsMs)}: ${title}.` },
      ],
      rowId: step.id,
      atMs: step.startMs,
    },
  ];
}

/** Services with many statements that no other finding counts. */
function findManyStatements(tree: TraceTree, counted: ReadonlySet<Step>): Finding[] {
  const statements = tree.steps.filter(
    (step) => step.entity.sql !== undefined && !step.wait && !counted.has(step),
  );
  return Array.from(
    Map.groupBy(statements, (step) => step.segment),
    ([segment, steps]): Finding[] => {
      const [first] = steps;
      const sumMs = sumDurations(steps);
      if (first === undefined || steps.length < MANY_STATEMENTS) return [];
      if (sumMs < LEAST_SHARE_OF_MANY * tree.responseMs) return [];
      const longestMs = Math.max(...steps.map(durationOf));
      return [
        {
          kind: "repeat",
          phrases: [
            { text: `${segment.name} sent ${steps.length} statements`, style: "strong" },
            {
              text: `, ${lengthWords(sumMs)} together, ${shareWords(sumMs, tree)} of the response; none took over ${lengthWords(longestMs)}.`,
            },
          ],
          rowId: first.id,
          atMs: first.startMs,
        },
      ];
    },
  ).flat();
}
