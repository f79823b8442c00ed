import { readFileSync } from "node:fs";

export interface DatabaseClass {
  class: string;
  memoryGib: number;
  perHour: number;
}

/** Amounts in the currency of the file. */
export interface Prices {
  /** Whose prices they are, and of what date. */
  from: string;
  tracesRecordedPerMillion: number;
  /** Per month. */
  freeTracesRecorded: number;
  taskPerHour: number;
  databases: readonly DatabaseClass[];
}

export const HOURS_A_MONTH = 730;

/** Throws an Error that names the file and what is wrong in it. */
export function readPrices(path: string): Prices {
  try {
    return checkPrices(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be used as prices: ${reason}`, { cause: error });
  }
}

/** Throws an Error that names the wrong member. */
export function checkPrices(value: unknown): Prices {
  const prices = { ...(value as Partial<Prices>) };
  for (const name of ["tracesRecordedPerMillion", "freeTracesRecorded", "taskPerHour"] as const) {
    if (!isAmount(prices[name])) throw new Error(`${name} must be a number, 0 or more.`);
  }
  const { databases } = prices;
  const isUsable =
    Array.isArray(databases) &&
    databases.length > 0 &&
    databases.every(
      (each) =>
        typeof each?.class === "string" &&
        isAmount(each.memoryGib) &&
        each.memoryGib > 0 &&
        isAmount(each.perHour),
    );
  if (!isUsable) throw new Error("databases must be a list, each with class, memoryGib and perHour.");
  return { from: "Prices of a file", ...prices } as Prices;
}

/** The cost per month of this many traces per second. */
export function costOfTraces(recordedPerSec: number, prices: Prices): number {
  const traces = recordedPerSec * HOURS_A_MONTH * 3_600;
  const charged = Math.max(0, traces - prices.freeTracesRecorded);
  return (charged / 1e6) * prices.tracesRecordedPerMillion;
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
