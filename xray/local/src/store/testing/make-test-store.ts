import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createTraceStore } from "../sqlite-trace-store.ts";
import type { SqliteTraceStore, TraceStoreOptions } from "../sqlite-trace-store.ts";

/** A folder that is deleted when the test ends. */
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

export const ALL_TIME = { startSec: 0, endSec: 1e11 };
