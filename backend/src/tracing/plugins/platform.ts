import type { PlatformVariables } from "../../config/config.ts";

/** Members of `aws` in a segment document, by name. */
export type PlatformData = Readonly<Record<string, unknown>>;

/** The sources that plugins ask. */
export interface Platform {
  variables: PlatformVariables;
  hostname: string;
  /** Rejects when there is no such file. */
  readFile: (path: string) => Promise<string>;
  /** Rejects when there is no answer, or one without success. */
  fetchText: (url: string, init?: { method: string; headers: Record<string, string> }) => Promise<string>;
}

/** The service is on the same machine. */
const FETCH_TIMEOUT_MS = 1_000;

export async function fetchText(url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.text();
}

/** Parses a JSON object; rejects anything else, and names its origin. */
export function parseObject(text: string, from: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${from} is no JSON object`);
}

/** Leaves out members without a value: a document has no empty ones. */
export function withoutUnknown(members: Readonly<Record<string, unknown>>): PlatformData {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== ""),
  );
}
