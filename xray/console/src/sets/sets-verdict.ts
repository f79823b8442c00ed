import type { Difference, FigureField } from "xray-local/console-wire/figures.ts";
import { formatCount, formatCounted, formatShare } from "../lib/format.ts";
import { fieldLabel, verbPhrase } from "./field-words.ts";
import { presetOf } from "./sets-view.ts";
import type { SetsView } from "./sets-view.ts";

/** Fewer points, 0 to 1, are no difference; from the next on one is told in bold. */
export const ALIKE = 0.05;
export const CLEAR = 0.2;
/** Rows with fewer are folded. */
export const FOLDED = 0.01;
/** A set with fewer traces says little. */
const MIN_COUNT = 20;
/** Of two together one is told where they tell so much more than the first alone. */
const MIN_JOINT_GAIN = 0.1;

const CAUSES: readonly FigureField[] = ["rootCause", "exception"];

/** How the traces of a set are called. */
export interface SetName {
  /** `faults`, as in `97 % of the faults`. */
  of: string;
  /** `of the ok traces`, before a share: how the other set is told. */
  other: string;
}

export function gapOf({ shares: [a, b] }: Pick<Difference, "shares">): number {
  return Math.abs(a - b);
}

/** Names of A and B, by why they are compared. */
export function setNames(view: Pick<SetsView, "a" | "b">): readonly [SetName, SetName] {
  const preset = presetOf(view);
  const nameOf = (set: SetsView["a"], letter: string): SetName => {
    if (set.kind === "rest") return { of: "rest", other: "of the rest" };
    if (set.kind === "before") return { of: "traces before", other: "before" };
    if (set.kind === "day") return { of: "traces of yesterday", other: "yesterday" };
    if (preset === "before") return { of: "traces now", other: "now" };
    if (set.filter === "fault" && set.brush === undefined) return { of: "faults", other: "of the faults" };
    if (set.filter === "ok" && set.brush === undefined) return { of: "ok traces", other: "of the ok ones" };
    if (preset === "rest") return { of: "selected traces", other: "of the selected" };
    return { of: `traces of ${letter}`, other: `of ${letter}` };
  };
  return [nameOf(view.a, "A"), nameOf(view.b, "B")];
}

/** The one that the verdict is about, and the next that says something else; undefined where the sets are alike. */
export function headlines(
  differences: readonly Difference[],
  chosen: ReadonlySet<FigureField>,
): { first: Difference; next: Difference | undefined } | undefined {
  const told = differences.filter((each) => gapOf(each) >= ALIKE);
  // That a status says the same is no reason to leave out what does.
  const isSaid = ({ sameAs }: Difference): boolean => {
    const field = sameAs === undefined ? undefined : differences[sameAs]?.field;
    return field !== undefined && !chosen.has(field);
  };
  const news = told.filter((each) => !chosen.has(each.field) && !isSaid(each));
  // A cause that nearly all failed of is told where nothing else is clear; that faults have a status never.
  const causes = CAUSES.flatMap((cause) =>
    chosen.has(cause) ? told.filter(({ field, value }) => field === cause && value !== "") : [],
  ).slice(0, 1);
  const isClear = news[0] !== undefined && gapOf(news[0]) >= CLEAR;
  const [first, ...others] = isClear ? [...news, ...causes] : [...causes, ...news];
  if (first === undefined) return undefined;
  const next = [...others].sort((one, other) => gapOf(other) - gapOf(one))[0];
  return { first, next };
}

/** What only repeats by what the sets were chosen comes last; causes stay, as they tell why. */
export function inOrder(
  differences: readonly Difference[],
  chosen: ReadonlySet<FigureField>,
): readonly Difference[] {
  const isNoNews = ({ field }: Difference): boolean => chosen.has(field) && !CAUSES.includes(field);
  return differences.toSorted((one, other) => Number(isNoNews(one)) - Number(isNoNews(other)));
}

/** `All 785 selected traces ran version 2.4.1 of checkout; of the rest 15 %.` */
export function differenceSentence(
  difference: Difference,
  [a, b]: readonly [SetName, SetName],
  countOfA: number,
): string {
  const [inA, inB] = difference.shares;
  const phrase = verbPhrase(difference);
  const verb = inA === 1 && countOfA === 1 ? ofOne(phrase) : phrase;
  return `${subject(inA, a, countOfA)} ${verb}; ${b.other} ${inB === 0 ? "none" : formatShare(inB)}.`;
}

function subject(share: number, { of }: SetName, count: number): string {
  if (share === 1) return count === 1 ? `The only one of the ${of}` : `All ${formatCount(count)} ${of}`;
  return share === 0 ? `None of the ${of}` : `${formatShare(share)} of the ${of}`;
}

const OF_ONE: Readonly<Record<string, string>> = { have: "has", are: "is", were: "was", tell: "tells" };

/** `has plan new` of `have plan new`. */
function ofOne(phrase: string): string {
  return phrase.replace(/^\w+/, (verb) => OF_ONE[verb] ?? verb);
}

/** Shares of the traces that have both values; undefined where the two together tell little more than the first. */
export function jointGain(first: Difference, shares: readonly [number, number]): number | undefined {
  const gain = gapOf({ shares }) - gapOf(first);
  return gain >= MIN_JOINT_GAIN ? gain : undefined;
}

/** `Nothing tells them apart. 38 attributes differ by less than 5 points.` */
export function alikeSentence(differences: readonly Difference[]): string {
  const count = differences.length;
  return `Nothing tells them apart. ${formatCounted(count, "attribute")} ${count === 1 ? "differs" : "differ"} by less than 5 points.`;
}

/** `Only 6 traces in A: shares move by 17 points with each.` */
export function fewWords(counts: readonly [number, number]): readonly string[] {
  return counts.flatMap((count, index) => {
    if (count >= MIN_COUNT || count === 0) return [];
    const letter = index === 0 ? "A" : "B";
    return `Only ${formatCounted(count, "trace")} in ${letter}: shares move by ${Math.round(100 / count)} points with each.`;
  });
}

/** `+85`, `−16`, `+4.0`: points. */
export function formatPoints(difference: number): string {
  const points = Math.abs(difference * 100);
  const digits = points >= 9.95 || points === 0 ? 0 : 1;
  const text = points.toFixed(digits);
  if (Number(text) === 0) return "0";
  return `${difference < 0 ? "−" : "+"}${text}`;
}

/** What stands behind a value: `of checkout; else 2.4.0`, `number, 1 to 44`, `the same traces`. */
export function differenceNote(difference: Difference, note: string, else_: readonly string[]): string {
  if (difference.sameAs !== undefined && gapOf(difference) >= ALIKE) return "the same traces";
  const { numbers } = difference;
  if (numbers !== undefined) {
    const last = numbers.from + numbers.width * (numbers.counts[0].length - 1);
    return `number, ${round(numbers.from)} to ${round(last)}`;
  }
  const others = else_.length === 0 ? "" : `else ${else_.slice(0, 2).join(", ")}`;
  return [note, others].filter((part) => part !== "").join("; ");
}

/** `version 2.4.1` */
export function namedValue(field: FigureField, words: string): string {
  return `${fieldLabel(field)} ${words}`;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
