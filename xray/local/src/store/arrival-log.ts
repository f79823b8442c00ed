import type { ArrivalStatus } from "../console-wire/server-status.ts";
import type { ArrivalCounts } from "./write/writer-messages.ts";

const SECONDS = 60;
const WINDOW_SEC = 10;
/** Windows of 10 s that are kept: 15 minutes. */
const WINDOWS = 90;

/** Counts documents since the start, for each of the last 60 seconds, and in windows of 10 s over 15 minutes. */
export class ArrivalLog {
  private accepted = 0;
  private rejected = 0;
  private dropped = 0;
  private repeated = 0;
  private lastReceivedAtMs: number | undefined;
  private readonly seconds = new RunningCounts(SECONDS);
  private readonly windows = new RunningCounts(WINDOWS);

  add(counts: ArrivalCounts, nowMs: number): void {
    const rejected = sumOf(counts.rejections);
    const dropped = sumOf(counts.drops);
    this.repeated += counts.repeated;
    const received = counts.accepted + rejected + dropped;
    if (received === 0) return;
    this.accepted += counts.accepted;
    this.rejected += rejected;
    this.dropped += dropped;
    this.lastReceivedAtMs = nowMs;
    const at = Math.floor(nowMs / 1000);
    const added = { received, rejected, dropped, faults: counts.faults };
    this.seconds.add(at, added);
    this.windows.add(Math.floor(at / WINDOW_SEC), added);
  }

  /** Oldest first; the last entries are the second and the window that are still running. */
  read(nowMs: number): Omit<ArrivalStatus, "receiveBufferBytes" | "kernelDrops"> {
    const now = Math.floor(nowMs / 1000);
    return {
      received: this.accepted + this.rejected + this.dropped,
      accepted: this.accepted,
      rejected: this.rejected,
      dropped: this.dropped,
      repeated: this.repeated,
      perSecond: this.seconds.read(now),
      perTenSeconds: this.windows.read(Math.floor(now / WINDOW_SEC)),
      ...(this.lastReceivedAtMs === undefined ? {} : { lastReceivedAtMs: this.lastReceivedAtMs }),
    };
  }
}

interface Counts {
  received: number;
  rejected: number;
  dropped: number;
  faults: number;
}

/** Counts by unit of time (a second, a window) in a ring: an older unit in the same place is overwritten. */
class RunningCounts {
  private readonly places: { at: number; counts: Counts }[];

  constructor(size: number) {
    this.places = Array.from({ length: size }, () => ({ at: -1, counts: NOTHING }));
  }

  add(at: number, { received, rejected, dropped, faults }: Counts): void {
    const known = this.countsAt(at);
    this.places[at % this.places.length] = {
      at,
      counts: {
        received: known.received + received,
        rejected: known.rejected + rejected,
        dropped: known.dropped + dropped,
        faults: known.faults + faults,
      },
    };
  }

  /** Oldest first; the last one is that of `now`. */
  read(now: number): readonly Counts[] {
    return this.places.map((_, index) => this.countsAt(now - this.places.length + 1 + index));
  }

  private countsAt(at: number): Counts {
    const place = this.places[at % this.places.length];
    return place?.at === at ? place.counts : NOTHING;
  }
}

function sumOf(reasons: readonly { count: number }[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0);
}

const NOTHING: Counts = { received: 0, rejected: 0, dropped: 0, faults: 0 };
