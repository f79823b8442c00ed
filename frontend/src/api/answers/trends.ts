import { parseCount, parseFields, parseList, parseText } from "./fields.ts";

/** A word and in how many cruds it is. */
export interface Trend {
  term: string;
  count: number;
}

export function parseTrends(value: unknown): readonly Trend[] {
  return parseList(value, "answer").map((each) => {
    const fields = parseFields(each, "a trend");
    return { term: parseText(fields, "term"), count: parseCount(fields, "cruds_count") };
  });
}
