type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const ID = /^[0-9a-f]{16}$/;
const TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/;

/**
 * The documents of one request, without what differs from run to run: ids and trace ids are numbered as they appear,
 * times become `time`, ports `PORT`, and of stacks only their presence is kept. Streamed subsegments are sorted by
 * name.
 */
export function normalize(documents: readonly object[]): Json[] {
  const numbers = new Map<string, string>();
  const sorted = (documents as Record<string, Json>[]).toSorted((a, b) =>
    sortKey(a).localeCompare(sortKey(b)),
  );
  return sorted.map((document) => normalizeValue(document, "", numbers));
}

function sortKey({ type, name, parent_id: parent }: Record<string, Json>): string {
  return JSON.stringify([type, name, typeof parent]);
}

function normalizeValue(value: Json, key: string, numbers: Map<string, string>): Json {
  if (key === "start_time" || key === "end_time") return typeof value === "number" ? "time" : value;
  if (key === "stack") return Array.isArray(value) && value.length > 0 ? "stack" : value;
  if (typeof value === "string") return normalizeText(value, numbers);
  if (Array.isArray(value)) return value.map((each) => normalizeValue(each, "", numbers));
  if (value === null || typeof value !== "object") return value;
  // Sorted by name, so that ids are met in the same order whatever the order of members is.
  const members = Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(members.map(([name, each]) => [name, normalizeValue(each, name, numbers)]));
}

function normalizeText(text: string, numbers: Map<string, string>): string {
  if (!ID.test(text) && !TRACE_ID.test(text)) return text.replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
  const known = numbers.get(text) ?? `id ${numbers.size + 1}`;
  numbers.set(text, known);
  return known;
}
