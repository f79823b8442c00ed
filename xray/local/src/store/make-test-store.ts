import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createTraceStore } from "./sqlite-trace-store.ts";
import type { SqliteTraceStore, TraceStoreOptions } from "./sqlite-trace-store.ts";

/** A folder that goes when the test ends. */
export function makeFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), "xray-store-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A store that is closed when the test ends. */
export async function makeStore(options: Partial<TraceStoreOptions> = {}): Promise<SqliteTraceStore> {
  const store = await createTraceStore({
    directory: options.directory ?? makeFolder(),
    capBytes: 2 ** 30,
    retentionSec: 86_400,
    ...options,
  });
  onTestFinished(() => store.close());
  return store;
}

/** `1-00000000-…` of a small number, so that ids order as numbers do. */
export function makeTraceId(number: number): string {
  return `1-00000000-${number.toString(16).padStart(24, "0")}`;
}

/** A complete segment of one second in the trace of that number, as text. */
export function makeDocument(number: number, members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    trace_id: makeTraceId(number),
    id: number.toString(16).padStart(16, "0"),
    name: "backend-flask",
    start_time: 1000 + number,
    end_time: 1001 + number,
    ...members,
  });
}

export const ALL_TIME = { startSec: 0, endSec: 1e11 };
