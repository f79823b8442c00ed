import { invalidRequest } from "./errors.ts";

/** One page of a list that is in memory, and the token of the next page if there is one. */
export function pageOf<T>(
  items: readonly T[],
  size: number,
  token: string | undefined,
): { page: readonly T[]; NextToken?: string } {
  const start = token === undefined ? 0 : parseOffset(token);
  const page = items.slice(start, start + size);
  const end = start + page.length;
  return end < items.length ? { page, NextToken: `from-${end}` } : { page };
}

function parseOffset(token: string): number {
  const match = /^from-(\d{1,9})$/.exec(token);
  if (!match) throw invalidRequest("Invalid NextToken");
  return Number(match[1]);
}
