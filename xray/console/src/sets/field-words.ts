import { splitServiceKey } from "xray-local/model/trace-topology.ts";
import type { Difference, FigureCondition, FigureField } from "xray-local/console-wire/figures.ts";
import { sqlWords } from "../sql/sql-words.ts";

/** How a sentence says that traces have a value: `97 % ran version 2.4.1`. */
interface FieldWords {
  label: string;
  /** Before the value. */
  verb: string;
  /** Where a trace has none. */
  none: string;
}

const WORDS: Partial<Record<FigureField, FieldWords>> = {
  service: { label: "service", verb: "went through", none: "went through no service" },
  endpoint: { label: "endpoint", verb: "asked for", none: "asked for no URL" },
  method: { label: "method", verb: "were asked by", none: "have no method" },
  status: { label: "status", verb: "were answered", none: "have no status" },
  user: { label: "user", verb: "are of user", none: "have no user" },
  version: { label: "version", verb: "ran version", none: "tell no version" },
  rootCause: { label: "root cause", verb: "failed of", none: "have no root cause" },
  mostOfIt: { label: "most of it", verb: "spent most of it in", none: "have no longest step" },
  statement: { label: "statement", verb: "asked", none: "asked no statement" },
  awsCall: { label: "AWS call", verb: "called", none: "called nothing of AWS" },
  remoteCall: { label: "remote call", verb: "called", none: "called no other service" },
  exception: { label: "exception", verb: "threw", none: "threw no exception" },
  userAgent: { label: "user agent", verb: "came by", none: "tell no user agent" },
  clientIp: { label: "client", verb: "came from", none: "tell no client" },
  instance: { label: "instance", verb: "ran on", none: "tell no instance" },
  zone: { label: "zone", verb: "ran in", none: "tell no zone" },
};

const LABELS: ReadonlySet<string | undefined> = new Set(Object.values(WORDS).map((words) => words?.label));

/** `version`; of an annotation its key, as a whole where something else is called so. */
export function fieldLabel(field: FigureField): string {
  const key = annotationKey(field);
  return WORDS[field]?.label ?? (key === undefined || LABELS.has(key) ? field : key);
}

export function annotationKey(field: FigureField): string | undefined {
  return field.startsWith("annotation.") ? field.slice("annotation.".length) : undefined;
}

/** A value as a person calls it, and what is said behind it: `select stock` and `inventory`. */
export function valueWords(field: FigureField, value: string): { words: string; note: string } {
  if (value === "") return { words: "(none)", note: "" };
  if (field === "service") return { words: splitServiceKey(value)[0], note: splitServiceKey(value)[1] ?? "" };
  if (field === "version") {
    const at = value.lastIndexOf(" of ");
    if (at === -1) return { words: value, note: "" };
    return { words: value.slice(0, at), note: `of ${splitServiceKey(value.slice(at + 4))[0]}` };
  }
  if (field === "exception") {
    const [, text = value, place = ""] = /^(.*) \((.*)\)$/s.exec(value) ?? [];
    return { words: text, note: splitServiceKey(place)[0] };
  }
  return field === "statement" || field === "awsCall" || field === "remoteCall"
    ? callWords(value)
    : { words: value, note: "" };
}

/** Of the key of a call: kind, target, resource and text, one after another. */
function callWords(key: string): { words: string; note: string } {
  const [, kind = "", target = "", text = key] = /^(\w+) (\S+) (.*)$/s.exec(key) ?? [];
  const words = kind === "sql" ? sqlWords(text.trim()) || text : text;
  return { words: words.trim(), note: splitServiceKey(target)[0] };
}

/** A statement as a whole, and a version with whose it is: two of them may be called the same. */
export function wholeValue(field: FigureField, value: string): string {
  const [, text] = /^sql \S+ (.*)$/s.exec(value) ?? [];
  if (field === "version" && value !== "") return Object.values(valueWords(field, value)).join(" ");
  return field === "statement" && text !== undefined ? text.trim() : valueWords(field, value).words;
}

/** `8 or more` where the value is the least of its numbers; whole where one of the others would be called the same. */
export function conditionWords(
  { field, value, atLeast = false }: Pick<FigureCondition, "field" | "value" | "atLeast">,
  others: readonly { value: string }[] = [],
): string {
  const { words: short } = valueWords(field, value);
  const isShared = others.some(
    (each) => each.value !== value && valueWords(field, each.value).words === short,
  );
  const words = isShared ? wholeValue(field, value) : short;
  return atLeast ? `${words} or more` : words;
}

/** `with version 2.4.1, without statement select stock`. */
export function conditionsWords(conditions: readonly FigureCondition[]): string {
  return conditions
    .map((condition) => {
      const { field, not = false } = condition;
      return `${not ? "without" : "with"} ${fieldLabel(field)} ${conditionWords(condition)}`;
    })
    .join(", ");
}

/** `ran version 2.4.1 of checkout`, `have cart.lines 8 or more`. */
export function verbPhrase({ field, value, values, isOrMore = false }: Difference): string {
  const { verb, none } = WORDS[field] ?? {
    verb: `have ${fieldLabel(field)}`,
    none: `have no ${fieldLabel(field)}`,
  };
  if (value === "") return none;
  const { note } = valueWords(field, value);
  const words = conditionWords({ field, value, atLeast: isOrMore }, values);
  return `${verb} ${words}${field === "version" ? ` ${note}` : ""}`;
}
