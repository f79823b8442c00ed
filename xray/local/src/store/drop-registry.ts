import type { DropReason, DropStatus } from "../console-wire/server-status.ts";
import type { DropCount } from "./write/writer-messages.ts";

const REMEDIES: Readonly<Record<DropReason, string>> = {
  QueueFull: "More arrives than can be stored. Lower the sampling rate, or send less at once.",
  NotStored:
    "The documents could not be written to the disk. See that the data folder is writable and has room.",
  InternalFailure: "This is a defect of the local X-Ray. Please report it together with what it says.",
};

/** Counts dropped documents by reason since the start. */
export class DropRegistry {
  private readonly reasons = new Map<DropReason, DropStatus>();

  add(counts: readonly DropCount[], nowMs: number): void {
    for (const { count, ...drop } of counts) {
      const known = this.reasons.get(drop.reason);
      const remedy = REMEDIES[drop.reason];
      this.reasons.set(drop.reason, {
        ...known,
        ...drop,
        count: (known?.count ?? 0) + count,
        lastAtMs: nowMs,
        remedy,
      });
    }
  }

  /** The most frequent reason first. */
  list(): readonly DropStatus[] {
    return [...this.reasons.values()].sort((left, right) => right.count - left.count);
  }
}
