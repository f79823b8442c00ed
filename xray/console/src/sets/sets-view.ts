import type { FigureCondition } from "xray-local/console-wire/figures.ts";
import type { Against } from "../lib/against.ts";
import { ALL, formatConditions, formatSet, parseConditions, parseSet } from "./set-text.ts";
import type { ChosenSet, SetChoice } from "./set-text.ts";

/** Two sets to be compared, as the address tells them. */
export interface SetsView {
  /** Of both. */
  filter: string;
  a: SetChoice;
  b: SetChoice;
  /** Kept in both. */
  hold: readonly FigureCondition[];
  /** The attribute that is looked at; empty: the widest. */
  row: string;
  /** What hardly differs is unfolded. */
  isUnfolded: boolean;
}

/** Why these two, in the order of the buttons. */
export const PRESETS = ["rest", "faults", "before", "filters"] as const;
export type Preset = (typeof PRESETS)[number];

const FAULTS: Pick<SetsView, "a" | "b"> = {
  a: { ...ALL, filter: "fault" },
  b: { ...ALL, filter: "ok" },
};

export function readSetsView(query: URLSearchParams): SetsView {
  const [a, b] = [query.get("a"), query.get("b")];
  const sets = a === null && b === null ? FAULTS : { a: parseSet(a ?? ""), b: parseSet(b ?? "") };
  return {
    filter: query.get("filter") ?? "",
    ...withOneChosen(sets),
    hold: parseConditions(query.get("hold") ?? ""),
    row: query.get("row") ?? "",
    isUnfolded: query.get("fold") === "all",
  };
}

/** Of two that are told by each other neither could be found. */
function withOneChosen({ a, b }: Pick<SetsView, "a" | "b">): Pick<SetsView, "a" | "b"> {
  return a.kind !== "chosen" && b.kind !== "chosen" ? { a: ALL, b } : { a, b };
}

/** As values of the address. */
export function setsValues({ filter, a, b, hold }: Partial<SetsView>): Readonly<Record<string, string>> {
  return {
    ...(filter !== undefined && { filter }),
    ...(a !== undefined && { a: formatSet(a) || "[]" }),
    ...(b !== undefined && { b: formatSet(b) || "[]" }),
    ...(hold !== undefined && { hold: formatConditions(hold) }),
  };
}

/** A list and what its filter leaves out, as values of the address; without a filter faults and what went well. */
export function valuesOfList(filter: string): Readonly<Record<string, string>> {
  return filter.trim() === "" ? {} : setsValues({ a: { ...ALL, filter }, b: { kind: "rest" } });
}

export function presetOf({ a, b }: Pick<SetsView, "a" | "b">): Preset {
  const kinds: ReadonlySet<SetChoice["kind"]> = new Set([a.kind, b.kind]);
  if (kinds.has("rest")) return "rest";
  if (kinds.has("before") || kinds.has("day")) return "before";
  const [one, other] = [formatSet(a), formatSet(b)].toSorted();
  return one === "fault" && other === "ok" ? "faults" : "filters";
}

/** The two sets of a preset, with what was chosen before as far as it fits; `against` is the setting of all views. */
export function choosePreset(
  view: SetsView,
  preset: Preset,
  against: Against = "before",
): Pick<SetsView, "filter" | "a" | "b"> {
  const chosen =
    [view.a, view.b].find((set): set is ChosenSet => set.kind === "chosen" && !isAll(set)) ?? ALL;
  if (preset === "faults") return { filter: view.filter, ...FAULTS };
  if (preset === "before")
    return { filter: view.filter, a: ALL, b: { kind: against === "day" ? "day" : "before" } };
  if (preset === "filters") {
    return {
      filter: view.filter,
      a: chosen,
      b: view.b.kind === "chosen" && view.b !== chosen ? view.b : ALL,
    };
  }
  // Nothing would be left beside all traces.
  if (isAll(chosen) && view.filter.trim() !== "") {
    return { filter: "", a: { ...ALL, filter: view.filter }, b: { kind: "rest" } };
  }
  return { filter: view.filter, a: isAll(chosen) ? FAULTS.a : chosen, b: { kind: "rest" } };
}

function isAll({ filter, brush, conditions }: ChosenSet): boolean {
  return filter === "" && brush === undefined && conditions.length === 0;
}
