import assert from "node:assert/strict";
import type { Checks } from "../checks.ts";
import type { Observer } from "../observer.ts";

/** A client of the whole API. Members are named as on the wire, times are epoch seconds, in both directions. */
export interface ApiClient {
  /** Rejects with ApiError when the answer is an error. */
  call(operation: string, input?: object): Promise<unknown>;
  /** Reads all pages with the client's own paginator, and joins their lists. */
  callAllPages(operation: string, input?: object): Promise<unknown>;
}

/** An error of the API, as the client understood it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Walk extends Pick<Checks, "check"> {
  client: ApiClient;
  observer: Observer;
  nowSec: number;
}

/** Checks that the API rejects a call in AWS's form. */
export async function assertRejected(answer: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await answer.then(
    () => assert.fail(`was taken instead of rejected with ${code}`),
    (failure: unknown) => failure,
  );
  if (!(error instanceof ApiError)) throw error;
  assert.equal(error.code, code);
  assert.match(error.message, message);
}

/** Checks that `actual` has at least what `expected` has. */
export function assertIncludes(actual: unknown, expected: object): void {
  assert.partialDeepStrictEqual(actual, expected);
}

/** The value behind a path such as `Group.GroupARN` or `Traces.0.Id`; undefined where there is none. */
export function read(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value);
}

/** The text behind a path; rejects anything else. */
export function readText(value: unknown, path: string): string {
  const text = read(value, path);
  assert.equal(typeof text, "string", `${path} is ${JSON.stringify(text)}`);
  return String(text);
}

/** The list behind a path; rejects anything else. */
export function readList(value: unknown, path: string): readonly unknown[] {
  const list = read(value, path);
  assert.ok(Array.isArray(list), `${path} is ${JSON.stringify(list)}`);
  return list;
}
