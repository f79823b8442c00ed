import type { ArrivalStatus } from "../protocol/server-status.ts";
import type { Tally } from "./writer-messages.ts";

const SECONDS = 60;

interface Second {
  /** Epoch seconds; what an older second left in the same place counts no more. */
  at: number;
  received: number;
  rejected: number;
  faults: number;
}

/** Counts documents since the start, and for each of the last 60 seconds. */
export class ArrivalLog {
  private accepted = 0;
  private rejected = 0;
  private lastReceivedAtMs: number | undefined;
  private readonly seconds: Second[] = Array.from({ length: SECONDS }, () => emptySecond(0));

  add(tally: Tally, nowMs: number): void {
    const rejected = tally.rejections.reduce((sum, { count }) => sum + count, 0);
    if (tally.accepted + rejected === 0) return;
    this.accepted += tally.accepted;
    this.rejected += rejected;
    this.lastReceivedAtMs = nowMs;
    const at = Math.floor(nowMs / 1000);
    const second = this.secondAt(at);
    second.received += tally.accepted + rejected;
    second.rejected += rejected;
    second.faults += tally.faults;
    this.seconds[at % SECONDS] = second;
  }

  /** The running second is the last of the sixty. */
  read(nowMs: number): Omit<ArrivalStatus, "receiveBufferBytes" | "kernelDrops"> {
    const now = Math.floor(nowMs / 1000);
    const perSecond = this.seconds.map((_, index) => {
      const { received, rejected, faults } = this.secondAt(now - SECONDS + 1 + index);
      return { received, rejected, faults };
    });
    return {
      received: this.accepted + this.rejected,
      accepted: this.accepted,
      rejected: this.rejected,
      perSecond,
      ...(this.lastReceivedAtMs === undefined ? {} : { lastReceivedAtMs: this.lastReceivedAtMs }),
    };
  }

  private secondAt(at: number): Second {
    const second = this.seconds[at % SECONDS];
    return second?.at === at ? second : emptySecond(at);
  }
}

function emptySecond(at: number): Second {
  return { at, received: 0, rejected: 0, faults: 0 };
}
