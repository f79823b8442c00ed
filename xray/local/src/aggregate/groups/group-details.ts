import type { CallWords, CauseParts, ExceptionWords } from "../../console-wire/figure-words.ts";
import type { FigureField, GroupFigures } from "../../console-wire/figures.ts";
import type { ActivityKinds, CallKind, ExceptionKind } from "../../model/trace-activity.ts";
import { callKey, exceptionKey } from "../field-values.ts";
import type { FigureItem } from "../figure-item.ts";
import { findCause } from "../find-cause.ts";

/** Exceptions of one kind go few ways; of more the first are counted. */
const MAX_WAYS = 200;

/** Of exceptions as they are told by traces so many are remembered. */
const MAX_KNOWN = 5000;

const CALL_FIELDS: ReadonlySet<FigureField> = new Set<FigureField>([
  "call",
  "statement",
  "awsCall",
  "remoteCall",
]);

/** What is told of a group besides figures: what its last value is in words. */
export class GroupDetails {
  private readonly field: FigureField;
  /** The last of the group's. */
  private readonly value: string;
  private call: CallWords | undefined;
  private exception: ExceptionWords | undefined;
  private annotation: GroupFigures["annotation"];
  private cause: CauseParts | undefined;
  private reachedClient = 0;
  /** How many went which way. */
  private readonly ways = new Map<string, number>();
  private readonly knownWays = new Map<ExceptionKind, string | undefined>();
  private isDescribed = false;
  /** Whether it has to be shown every item, and not only one. */
  isWaiting = true;

  constructor(lastField: FigureField, value: string) {
    this.field = lastField;
    this.value = value;
  }

  /** `isNewest`: none that began later was added before. */
  add(item: FigureItem, isNewest: boolean): void {
    if (!this.isDescribed) this.describe(item);
    if (this.field === "exception") this.addException(item, isNewest);
    else this.isWaiting = false;
  }

  figures(): Pick<GroupFigures, "call" | "exception" | "annotation" | "cause"> {
    const { call, annotation, exception, reachedClient, cause } = this;
    return {
      ...(cause && { cause }),
      ...(call && { call }),
      ...(annotation && { annotation }),
      ...(exception && { exception: { ...exception, reachedClient, sameWay: this.countWay(exception.way) } }),
    };
  }

  /** What the value stands for, where it is a call or an annotation; looked up once. */
  private describe(item: FigureItem): void {
    this.isDescribed = true;
    if (this.field === "rootCause") this.cause = findCause(item.facts);
    else if (CALL_FIELDS.has(this.field)) this.call = findCall(item.kinds(), this.value);
    else if (this.field.startsWith("annotation"))
      this.annotation = findAnnotation(item, this.field, this.value);
    else if (this.field === "exception") this.exception = findException(item.kinds(), this.value);
  }

  private countWay(way: readonly string[]): number {
    return this.ways.get(wayKey(way)) ?? 0;
  }

  private addException(item: FigureItem, isNewest: boolean): void {
    const kinds = item.kinds();
    const kind = kinds.exceptions[item.place];
    if (kind === undefined) return;
    const way = this.wayOf(kind, kinds);
    if (way === undefined) return;
    if (kind.reachedClient) this.reachedClient += 1;
    const known = this.ways.get(way);
    if (known !== undefined || this.ways.size < MAX_WAYS) this.ways.set(way, (known ?? 0) + 1);
    if (!isNewest) return;
    const { status } = item.facts.http;
    const got = kind.reachedClient ? status : this.exception?.status;
    this.exception = { ...toExceptionWords(kind), ...(got !== undefined && { status: got }) };
  }

  /** Undefined where it is none of the group: of a trace the exception is told by what it is called alone. */
  private wayOf(kind: ExceptionKind, kinds: ActivityKinds): string | undefined {
    // Traces that did the same share its object.
    if (this.knownWays.has(kind)) return this.knownWays.get(kind);
    const way = exceptionKey(kind, kinds) === this.value ? wayKey(kind.way) : undefined;
    if (this.knownWays.size >= MAX_KNOWN) this.knownWays.clear();
    this.knownWays.set(kind, way);
    return way;
  }
}

function findCall({ calls }: ActivityKinds, value: string): CallWords | undefined {
  const call = calls.find((each) => callKey(each) === value);
  return call && toCallWords(call);
}

function toCallWords({ kind, target, text, resource }: CallKind): CallWords {
  return { kind, target, text, ...(resource !== undefined && { resource }) };
}

function findException(kinds: ActivityKinds, value: string): ExceptionWords | undefined {
  const exception = kinds.exceptions.find((each) => exceptionKey(each, kinds) === value);
  return exception && toExceptionWords(exception);
}

function toExceptionWords({ type, message, frame, way }: ExceptionKind): ExceptionWords {
  return { type, message, ...(frame !== undefined && { frame }), way, reachedClient: 0, sameWay: 0 };
}

/** No name has a line break in it. */
function wayKey(way: readonly string[]): string {
  return way.join("\n");
}

function findAnnotation(
  { facts }: FigureItem,
  field: FigureField,
  value: string,
): GroupFigures["annotation"] {
  const found = facts.annotations.find(({ key, value: each }) =>
    field === "annotation"
      ? `${key} = ${String(each)}` === value
      : field === `annotation.${key}` && String(each) === value,
  );
  return found && { key: found.key, value: found.value };
}
