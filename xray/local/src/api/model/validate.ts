import { invalidRequest } from "./errors.ts";
import type { Infer, MapShape, NumberShape, Shape, StringShape, StructureShape } from "./shape.ts";

/** Problems reported at once: a body of a million wrong members must not become an answer of megabytes. */
const MAX_PROBLEMS = 10;
const MAX_SHOWN_LENGTH = 200;

const INTEGER_MIN = -(2 ** 31);
const INTEGER_MAX = 2 ** 31 - 1;
/** The range of a JavaScript Date, in seconds. */
const TIMESTAMP_MAX = 8.64e12;

/**
 * Checks a parsed request body. Drops members that the shape does not name; treats `null` as absent, and an absent body
 * as `{}`. Throws InvalidRequestException in the words of AWS's validation, for example `1 validation error detected:
 * Value null at 'startTime' failed to satisfy constraint: Member must not be null`.
 */
export function validate<S extends Shape>(shape: S, value: unknown): Infer<S> {
  const problems: string[] = [];
  const checked = check(shape, value ?? {}, "", problems);
  if (problems.length > 0) {
    const plural = problems.length === 1 ? "error" : "errors";
    throw invalidRequest(`${problems.length} validation ${plural} detected: ${problems.join("; ")}`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the checks make it so; the compiler cannot follow
  return checked as Infer<S>;
}

function check(shape: Shape, value: unknown, at: string, problems: string[]): unknown {
  if (problems.length >= MAX_PROBLEMS) return undefined;
  const constraint = violation(shape, value);
  if (constraint !== undefined) {
    problems.push(describe(value, at, constraint));
    return undefined;
  }
  if (shape.kind === "structure") return checkMembers(shape, value, at, problems);
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((member: unknown, i) =>
      checkPresent(shape.member, member, `${at}.${i + 1}.member`, problems),
    );
  }
  if (shape.kind === "map" && isRecord(value)) {
    const entries = Object.entries(value).filter(([, member]) => member !== null);
    return Object.fromEntries(
      entries.map(([key, member]) => [key, check(shape.value, member, `${at}.${key}.member`, problems)]),
    );
  }
  return value;
}

function checkMembers(
  shape: StructureShape,
  value: unknown,
  at: string,
  problems: string[],
): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  if (!isRecord(value)) return checked;
  for (const [name, member] of Object.entries(shape.members)) {
    const given = Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
    const path = at === "" ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
    if (given !== undefined) checked[name] = check(member, given, path, problems);
    else if (member.required) checkPresent(member, given, path, problems);
  }
  return checked;
}

function checkPresent(shape: Shape, value: unknown, at: string, problems: string[]): unknown {
  if (value !== undefined && value !== null) return check(shape, value, at, problems);
  if (problems.length < MAX_PROBLEMS) problems.push(describe(null, at, "Member must not be null"));
  return undefined;
}

/** What is wrong with the value itself, apart from its members; undefined when nothing is. */
function violation(shape: Shape, value: unknown): string | undefined {
  switch (shape.kind) {
    case "structure":
      return isRecord(value) ? undefined : "Member must be a structure";
    case "list":
      return Array.isArray(value) ? lengthViolation(value.length, shape) : "Member must be a list";
    case "map":
      return isRecord(value) ? mapViolation(shape, value) : "Member must be a map";
    case "string":
      return typeof value === "string" ? stringViolation(shape, value) : "Member must be a string";
    case "boolean":
      return typeof value === "boolean" ? undefined : "Member must be a boolean";
    case "integer":
    case "number":
    case "timestamp":
      return numberViolation(shape, value);
    case "document":
    default:
      return undefined;
  }
}

function stringViolation(shape: StringShape, value: string): string | undefined {
  if (shape.values && !shape.values.includes(value)) {
    return `Member must satisfy enum value set: [${shape.values.join(", ")}]`;
  }
  if (shape.pattern && !shape.pattern.test(value)) {
    return `Member must satisfy regular expression pattern: ${shape.pattern.source.replace(/^\^|\$$/g, "")}`;
  }
  return lengthViolation(value.length, shape);
}

function mapViolation(shape: MapShape, value: Record<string, unknown>): string | undefined {
  const keys = Object.keys(value);
  for (const key of keys) {
    const constraint = stringViolation(shape.key, key);
    if (constraint !== undefined) return `Map keys must satisfy constraint: [${constraint}]`;
  }
  return lengthViolation(keys.length, shape);
}

function numberViolation(shape: NumberShape, value: unknown): string | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return shape.kind === "timestamp"
      ? "Member must be a timestamp in epoch seconds"
      : `Member must be ${shape.kind === "integer" ? "an integer" : "a number"}`;
  }
  if (shape.kind === "timestamp" && Math.abs(value) > TIMESTAMP_MAX) {
    return "Member must be a timestamp in epoch seconds";
  }
  if (
    shape.kind === "integer" &&
    !(Number.isInteger(value) && value >= INTEGER_MIN && value <= INTEGER_MAX)
  ) {
    return "Member must be an integer";
  }
  if (shape.min !== undefined && value < shape.min) {
    return `Member must have value greater than or equal to ${shape.min}`;
  }
  if (shape.max !== undefined && value > shape.max) {
    return `Member must have value less than or equal to ${shape.max}`;
  }
  return undefined;
}

function lengthViolation(length: number, limits: { min?: number; max?: number }): string | undefined {
  if (limits.min !== undefined && length < limits.min) {
    return `Member must have length greater than or equal to ${limits.min}`;
  }
  if (limits.max !== undefined && length > limits.max) {
    return `Member must have length less than or equal to ${limits.max}`;
  }
  return undefined;
}

function describe(value: unknown, at: string, constraint: string): string {
  const where = at === "" ? "the request body" : `'${at}'`;
  return `Value ${show(value)} at ${where} failed to satisfy constraint: ${constraint}`;
}

/** Writes values as Java prints them, which AWS's messages show: `'abc'`, `'[a, b]'`, `null`. */
function show(value: unknown): string {
  if (value === null || value === undefined) return "null";
  const text = Array.isArray(value) ? `[${value.slice(0, 20).map(bare).join(", ")}]` : bare(value);
  return text.length > MAX_SHOWN_LENGTH ? `'${text.slice(0, MAX_SHOWN_LENGTH)}…'` : `'${text}'`;
}

function bare(value: unknown): string {
  if (typeof value === "string") return value.slice(0, MAX_SHOWN_LENGTH + 1);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[…]" : "{…}";
  return String(value);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
