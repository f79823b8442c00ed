import type { StoreStatus } from "../console-wire/server-status.ts";
import { note, ok, wrong } from "./finding.ts";
import type { Finding } from "./finding.ts";

export interface DiskFacts {
  directory: string;
  freeBytes: number;
  isWritable: boolean;
}

/** With less, the next burst may not fit. */
const LITTLE_BYTES = 100e6;

/** Checks the folder of a store; `store` is undefined where there is none yet. */
export function diskFinding(
  { directory, freeBytes, isWritable }: DiskFacts,
  store: StoreStatus | undefined,
): Finding {
  const free = toText(freeBytes);
  const elsewhere = "choose another folder with --data";
  if (!isWritable) {
    return wrong(
      "Disk",
      `${directory} cannot be written.`,
      `Make it writable for this user, or ${elsewhere}.`,
    );
  }
  if (freeBytes < LITTLE_BYTES) {
    return wrong("Disk", `${directory} has ${free} left.`, `Make room, or ${elsewhere}.`);
  }
  if (store === undefined) return ok("Disk", `${directory} has ${free} left.`);
  const used = `${toText(store.bytes)} of at most ${toText(store.capBytes)} are used in ${directory}`;
  return freeBytes < store.capBytes - store.bytes
    ? note("Disk", `${used}, and only ${free} are left.`, "Let it keep less: --cap.")
    : ok("Disk", `${used}; ${free} are left.`);
}

function toText(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
