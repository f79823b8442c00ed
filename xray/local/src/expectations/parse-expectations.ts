import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node, Pair, YAMLError, YAMLMap } from "yaml";
import { nearestWord } from "../filter/parse/nearest-word.ts";
import { FilterSyntaxError, parseFilter } from "../filter/parse/parse-filter.ts";
import { formatCounted } from "../text/format-text.ts";
import type { Bounds, Expectation, Place, StepExpectation } from "./expectation.ts";
import { toPlaceText } from "./place-text.ts";

/** Problems that are told; a file that is something else altogether has one in each line. */
const MAX_TOLD = 8;

/** A file of expectations cannot be read. The message has one line for each problem, with its place. */
export class ExpectationError extends Error {
  override readonly name = "ExpectationError";
}

const MEMBERS = [
  "name",
  "traces",
  "match",
  "count",
  "responseTime",
  "steps",
  "repeats",
  "exceptions",
  "aws",
  "snapshot",
] as const;
type Member = (typeof MEMBERS)[number];

/** What an expectation can demand; one without a demand is a mistake. */
const DEMANDS = MEMBERS.filter((member) => member !== "name" && member !== "traces");

/**
 * Parses a file of expectations (YAML, so JSON too). Throws `ExpectationError` with the line of every mistake and a
 * mark under it.
 */
export function parseExpectations(text: string, file: string): readonly Expectation[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const reader = new Reader(text, file, lines, document);
  for (const error of document.errors) reader.reportYaml(error);
  const found = document.errors.length > 0 ? [] : reader.readFile(document.contents);
  const { problems } = reader;
  if (problems.length === 0) return found;
  const left = problems.length - MAX_TOLD;
  const more = left > 0 ? [`… and ${formatCounted(left, "more problem")}.`] : [];
  throw new ExpectationError([...problems.slice(0, MAX_TOLD), ...more].join("\n\n"));
}

/** A text that YAML takes for a tag or an alias. */
const IN_QUOTES = "A text that begins with * or ! stands in quotes.";
const BEGINS_WITH_A_SIGN = /(?:[:,[{]|-)\s+[*!]|[[{][*!]/;

class Reader {
  readonly problems: string[] = [];
  private readonly text: string;
  private readonly file: string;
  private readonly lines: LineCounter;
  private readonly document: Document;

  constructor(text: string, file: string, lines: LineCounter, document: Document) {
    this.text = text;
    this.file = file;
    this.lines = lines;
    this.document = document;
  }

  report(offset: number, message: string): void {
    this.problems.push(toPlaceText(this.file, this.placeOf(offset), this.lineOf(offset), message));
  }

  reportYaml({ code, message, pos: [offset] }: YAMLError): void {
    if (code === "MULTIPLE_DOCS")
      return this.report(offset, "One list of expectations a file: leave out this line.");
    const hint = BEGINS_WITH_A_SIGN.test(this.lineOf(offset)) ? ` ${IN_QUOTES}` : "";
    this.report(offset, `${message}${/[.!?]$/.test(message) || hint === "" ? "" : "."}${hint}`);
  }

  private lineOf(offset: number): string {
    return this.text.split(/\r?\n/)[this.placeOf(offset).line - 1] ?? "";
  }

  /** What an alias (`*name`) stands for; undefined of nothing, and of an alias within itself. */
  private valueOf(node: unknown): Node | undefined {
    const value: unknown = isAlias(node) ? node.resolve(this.document) : node;
    return isNode(value) ? value : undefined;
  }

  readFile(contents: Node | null): readonly Expectation[] {
    if (!isMap(contents)) {
      this.report(
        contents?.range?.[0] ?? 0,
        "A file of expectations begins with expectations: and a list below it.",
      );
      return [];
    }
    const found: Expectation[] = [];
    for (const pair of contents.items) {
      const key = keyOf(pair);
      if (key !== "expectations")
        this.report(startOf(pair.key), `There is no ${key} here, only expectations.`);
      else if (isSeq(pair.value))
        for (const item of pair.value.items)
          found.push(...this.readExpectation(this.valueOf(item) ?? item, startOf(item)));
      else this.report(startOf(pair.value ?? pair.key), "expectations is a list: each begins with a dash.");
    }
    if (found.length === 0 && this.problems.length === 0) this.report(0, "There are no expectations here.");
    return found;
  }

  private readExpectation(item: unknown, start: number): readonly Expectation[] {
    if (!isMap(item)) {
      this.report(start, `An expectation has members: ${MEMBERS.join(", ")}.`);
      return [];
    }
    const members = this.membersOf(item, MEMBERS);
    if (!DEMANDS.some((demand) => members.has(demand))) {
      this.report(startOf(item), `This expects nothing. Add one of ${DEMANDS.join(", ")}.`);
    }
    const number = this.positionOf(item);
    const expectation: Expectation = {
      name: this.textOf(members, "name") ?? `expectation on line ${number.line}`,
      place: number,
      count: this.boundsOf(members.get("count"), "count") ?? { min: 1 },
      responseTime: this.responseTimeOf(members.get("responseTime")),
      steps: this.stepsOf(members.get("steps")),
    };
    const traces = this.filterOf(members, "traces");
    if (traces !== undefined) expectation.traces = traces;
    const match = this.filterOf(members, "match");
    if (match !== undefined) expectation.match = match;
    const repeats = this.boundsOf(members.get("repeats"), "repeats");
    if (repeats?.max !== undefined) expectation.repeats = repeats.max;
    else if (repeats)
      this.report(startOf(members.get("repeats")), "repeats says how often at most: 3, or ..3.");
    const exceptions = this.textOf(members, "exceptions");
    if (exceptions !== undefined) expectation.exceptions = exceptions;
    const snapshot = this.textOf(members, "snapshot");
    if (snapshot !== undefined) expectation.snapshot = snapshot;
    if (members.has("aws")) {
      if (this.textOf(members, "aws") === "accepted") expectation.aws = "accepted";
      else this.report(startOf(members.get("aws")), "aws is accepted, or left out.");
    }
    return [expectation];
  }

  private membersOf<M extends string>(map: YAMLMap, known: readonly M[]): Map<M, Node> {
    const members = new Map<M, Node>();
    for (const pair of map.items) {
      const key = keyOf(pair);
      const value = this.valueOf(pair.value);
      const member = known.find((each) => each === key);
      if (member === undefined) {
        const nearest = nearestWord(key, known);
        const hint = nearest === undefined ? `It is one of ${known.join(", ")}.` : `Did you mean ${nearest}?`;
        this.report(startOf(pair.key), `There is no member ${key}. ${hint}`);
      } else if (value) members.set(member, value);
      else this.report(startOf(pair.key), `${key} has no value.`);
    }
    return members;
  }

  private textOf(members: Map<Member, Node>, member: Member): string | undefined {
    const node = members.get(member);
    if (node === undefined) return undefined;
    // `!fault` without quotes is a tag of YAML.
    const isTagged = node.tag?.startsWith("!") === true;
    if (!isTagged && isScalar(node) && typeof node.value === "string" && node.value.trim() !== "")
      return node.value;
    this.report(startOf(node), `${member} is a text.${isTagged ? ` ${IN_QUOTES}` : ""}`);
    return undefined;
  }

  private filterOf(members: Map<Member, Node>, member: "traces" | "match"): string | undefined {
    const text = this.textOf(members, member);
    if (text === undefined) return undefined;
    try {
      parseFilter(text);
    } catch (error) {
      if (!(error instanceof FilterSyntaxError)) throw error;
      // In quoted or folded text, offsets of the value do not match the file: the message names the column.
      const node = members.get(member);
      const start = startOf(node);
      const isPlain = this.text.startsWith(text, start);
      this.report(isPlain ? start + error.position : start, `${member}: ${error.message}`);
    }
    return text;
  }

  /** `3`, `1..10`, `..5`, `2..`. */
  private boundsOf(node: Node | undefined, what: string): Bounds | undefined {
    if (node === undefined) return undefined;
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= 0) {
      return what === "count" ? { min: value, max: value } : { max: value };
    }
    const match = typeof value === "string" ? /^(\d*)\.\.(\d*)$/.exec(value) : null;
    if (match && (match[1] !== "" || match[2] !== "")) {
      const [min, max] = [match[1], match[2]].map((digits) => (digits === "" ? undefined : Number(digits)));
      if (min === undefined || max === undefined || min <= max) {
        return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
      }
    }
    this.report(startOf(node), `${what} is a number, or a range such as 1..10, 2.. or ..5.`);
    return undefined;
  }

  private responseTimeOf(node: Node | undefined): Expectation["responseTime"] {
    if (node === undefined) return [];
    if (!isMap(node)) {
      this.report(startOf(node), "responseTime has percentiles with their seconds: { p95: 0.3, max: 2 }.");
      return [];
    }
    return node.items.flatMap((pair) => {
      const label = keyOf(pair);
      const percentile =
        label === "max" ? 100 : Number(/^p(\d{1,2}(?:\.\d+)?)$/.exec(label)?.[1] ?? Number.NaN);
      const value = this.valueOf(pair.value);
      const seconds = isScalar(value) ? value.value : undefined;
      if (!(percentile > 0))
        this.report(startOf(pair.key), `${label} is no percentile: p50, p95, p99.9 or max.`);
      else if (typeof seconds !== "number" || seconds <= 0) {
        this.report(startOf(pair.value ?? pair.key), `${label} is a time in seconds: write 0.3 for 300 ms.`);
      } else return [{ percentile, label, maxSec: seconds }];
      return [];
    });
  }

  private stepsOf(node: Node | undefined): readonly StepExpectation[] {
    if (node === undefined) return [];
    if (!isSeq(node)) {
      this.report(startOf(node), "steps is a list: - { step: query *, times: ..1 }");
      return [];
    }
    return node.items.flatMap((each) => {
      const item = this.valueOf(each) ?? each;
      if (!isMap(item)) {
        this.report(startOf(item), "A step is { step: what it is called, times: how often }.");
        return [];
      }
      const members = this.membersOf(item, ["step", "times"] as const);
      const step = members.get("step");
      const times = members.get("times");
      const bounds = times && this.exactBoundsOf(times);
      if (!isScalar(step) || typeof step.value !== "string" || times === undefined) {
        this.report(startOf(item), "A step is { step: what it is called, times: how often }.");
        return [];
      }
      return bounds ? [{ step: step.value, times: bounds }] : [];
    });
  }

  /** A single number means exactly this often. */
  private exactBoundsOf(node: Node): Bounds | undefined {
    const bounds = this.boundsOf(node, "times");
    const value = isScalar(node) ? node.value : undefined;
    return typeof value === "number" ? { min: value, max: value } : bounds;
  }

  private positionOf(node: unknown): Place {
    return this.placeOf(startOf(node));
  }

  private placeOf(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || (isScalar(value) && value.value !== null);
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

function startOf(node: unknown): number {
  const has = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
  return has ? (node.range?.[0] ?? 0) : 0;
}
