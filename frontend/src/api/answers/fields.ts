/** Reading of answers: each throws a TypeError that names the first field that is not as it should be. */
export type Fields = Readonly<Record<string, unknown>>;

export function parseFields(value: unknown, name: string): Fields {
  if (typeof value !== "object" || value === null) throw new TypeError(`${name} is no object`);
  return value as Fields;
}

export function parseList(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value;
}

export function parseText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new TypeError(`${name} is no text`);
  return value;
}

export function parseCount(fields: Fields, name: string): number {
  const value = fields[name];
  if (!Number.isInteger(value) || Number(value) < 0) throw new TypeError(`${name} is no count`);
  return Number(value);
}

export function parseFlag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== "boolean") throw new TypeError(`${name} is neither true nor false`);
  return value;
}

/** ISO 8601 with offset, to epoch milliseconds. */
export function parseTime(fields: Fields, name: string): number {
  const timeMs = Date.parse(parseText(fields, name));
  if (Number.isNaN(timeMs)) throw new TypeError(`${name} is no time`);
  return timeMs;
}
