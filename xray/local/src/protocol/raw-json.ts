/** An object of JSON.parse: any member may be missing or of any type. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Parses JSON; undefined, which JSON does not have, when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRawObject(value: unknown): value is RawObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined for an empty text too: exporters send those for what they do not know. */
export function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function toInteger(value: unknown): number | undefined {
  return Number.isInteger(value) ? (value as number) : undefined;
}

export function toFlag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** The strings of an array; undefined for anything else. */
export function toTexts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
}

/** Sets a member unless the value is undefined, so that optional members stay absent. */
export function assign<T extends object, K extends keyof T>(
  target: T,
  key: K,
  value: T[K] | undefined,
): void {
  if (value !== undefined) target[key] = value;
}

/** Whether objects and arrays are nested at most `levels` deep; deeper ones could not be written as JSON again. */
export function isNestedAtMost(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isNestedAtMost(item, levels - 1));
  for (const key in value) {
    if (!isNestedAtMost((value as RawObject)[key], levels - 1)) return false;
  }
  return true;
}
