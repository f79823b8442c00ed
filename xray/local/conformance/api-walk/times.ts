/** Members of inputs that are times. */
const TIMES = new Set(["StartTime", "EndTime", "Timestamp"]);

/** A copy in which the times of an input are dates, for clients that want dates. */
export function withDates(input: object): object {
  const copy: unknown = structuredClone(input);
  return mapValues(copy, (name, value) =>
    TIMES.has(name) && typeof value === "number" ? new Date(value * 1_000) : value,
  ) as object;
}

/**
 * An answer in its form on the wire: turns dates, and the texts that some clients make of them, back into epoch
 * seconds.
 */
export function toWire(output: unknown): unknown {
  return mapValues(output, (_, value) => {
    if (value instanceof Date) return value.getTime() / 1_000;
    if (typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value))
      return Date.parse(value) / 1_000;
    return value;
  });
}

function mapValues(value: unknown, change: (name: string, value: unknown) => unknown, name = ""): unknown {
  const changed = change(name, value);
  if (changed !== value || typeof value !== "object" || value === null) return changed;
  if (Array.isArray(value)) return value.map((each) => mapValues(each, change, name));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, mapValues(each, change, key)]),
  );
}
