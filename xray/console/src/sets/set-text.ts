import type { FigureCondition, FigureField } from "xray-local/console-wire/figures.ts";

/** One of two sets, as a person chose it. */
export type SetChoice =
  | ChosenSet
  /** What the other leaves of the range, or the other in the range before or at the same time yesterday. */
  | { kind: "rest" }
  | { kind: "before" }
  | { kind: "day" };

export interface ChosenSet {
  kind: "chosen";
  /** X-Ray's filter expression; empty: all. */
  filter: string;
  brush?: SetBrush;
  /** What no filter has a word for. */
  conditions: readonly FigureCondition[];
}

/** Epoch seconds, and seconds of the response; without these all of the time. */
interface SetBrush {
  startSec: number;
  endSec: number;
  response?: { fromSec: number; toSec: number };
}

export const ALL: ChosenSet = { kind: "chosen", filter: "", conditions: [] };

/**
 * A set as it stands in an address; no filter expression begins so, and none is one of the words.
 *
 *     [1795218986~1795219000,0.3~2]{version=2.4.1 of checkout} user = "a"
 *     rest
 */
export function formatSet(set: SetChoice): string {
  if (set.kind !== "chosen") return set.kind;
  const { filter, brush, conditions } = set;
  const before = `${brush === undefined ? "" : formatBrush(brush)}${formatConditions(conditions)}`;
  return `${before} ${filter.trim()}`.trim();
}

/** The inverse of `formatSet`; what cannot be read is taken for a filter. */
export function parseSet(text: string): SetChoice {
  const word = text.trim();
  if (word === "rest" || word === "before" || word === "day") return { kind: word };
  const [, brushText = "", conditionText = "", filter = ""] =
    /^\s*(?:\[([^\]]*)\])?\s*((?:\{[^}]*\}\s*)*)(.*)$/s.exec(text) ?? [];
  const brush = parseBrush(brushText);
  return {
    kind: "chosen",
    filter: filter.trim(),
    ...(brush && { brush }),
    conditions: parseConditions(conditionText),
  };
}

/** `{version=2.4.1 of checkout}{annotation.lines>=8}` */
export function formatConditions(conditions: readonly FigureCondition[]): string {
  return conditions
    .map(({ field, value, atLeast = false, not = false }) => {
      const operator = atLeast ? (not ? "<" : ">=") : not ? "!=" : "=";
      return `{${escape(field)}${operator}${escape(value)}}`;
    })
    .join("");
}

/** Adds a condition once, in the place of its opposite. */
export function withCondition(
  conditions: readonly FigureCondition[],
  added: FigureCondition,
): readonly FigureCondition[] {
  const plainOf = (condition: FigureCondition) => formatConditions([{ ...condition, not: false }]);
  return [...conditions.filter((each) => plainOf(each) !== plainOf(added)), added];
}

/** The inverse of `formatConditions`; what is said twice is read once, and what cannot be read is left out. */
export function parseConditions(text: string): readonly FigureCondition[] {
  const said = new Set([...text.matchAll(/\{[^{}]*\}/g)].map(([each]) => each));
  return [...said].flatMap((each) => {
    const [, field = "", operator = "", value = ""] =
      /^\{([^{}<>=!]+)(>=|<|!=|=)([^{}<>=!]*)\}$/.exec(each) ?? [];
    if (field === "") return [];
    const condition: FigureCondition = {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server says so where it is none
      field: unescape(field) as FigureField,
      value: unescape(value),
    };
    if (operator === ">=" || operator === "<") condition.atLeast = true;
    if (operator === "<" || operator === "!=") condition.not = true;
    return [condition];
  });
}

function formatBrush({ startSec, endSec, response }: SetBrush): string {
  const times = `${startSec}~${endSec}`;
  return `[${times}${response === undefined ? "" : `,${response.fromSec}~${response.toSec}`}]`;
}

function parseBrush(text: string): SetBrush | undefined {
  const [times = "", responses = ""] = text.split(",");
  const [startSec = NaN, endSec = NaN] = times.split("~").map(Number);
  if (!(endSec > startSec) || !Number.isFinite(endSec - startSec)) return undefined;
  const [fromSec = NaN, toSec = NaN] = responses.split("~").map(Number);
  return {
    startSec,
    endSec,
    ...(toSec > fromSec && Number.isFinite(toSec - fromSec) && { response: { fromSec, toSec } }),
  };
}

/** What would end a condition, or its field. */
function escape(text: string): string {
  return text.replaceAll(/[{}<>=!%]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescape(text: string): string {
  return text.replaceAll(/%([0-9A-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
