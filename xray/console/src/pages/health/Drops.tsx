import type { DropReason, DropStatus } from "xray-local/console-wire/server-status.ts";
import { formatAgo } from "../../lib/format.ts";
import { ReasonTable } from "./ReasonTable.tsx";
import type { Reason } from "./ReasonTable.tsx";

const KERNEL_REMEDY =
  "The socket's buffer was full. Allow a larger one: `sysctl -w net.core.rmem_max=16777216`";

const TITLES: Readonly<Record<DropReason, string>> = {
  QueueFull: "more than can be stored",
  NotStored: "refused by the disk",
  InternalFailure: "a defect here",
};

/** What was dropped although nothing was wrong with it; draws nothing when nothing was. */
export function Drops({
  drops,
  kernelDrops,
  nowMs,
}: {
  drops: readonly DropStatus[];
  /** Datagrams that the kernel dropped before the server could read them. */
  kernelDrops: number;
  nowMs: number;
}) {
  const reasons = drops.map((drop) => toReason(drop, nowMs));
  if (kernelDrops > 0) {
    reasons.unshift({
      key: "KernelDrop",
      outcome: "fault",
      title: "dropped by the kernel",
      count: kernelDrops,
      where: "",
      remedy: KERNEL_REMEDY,
      detail: undefined,
    });
  }
  if (reasons.length === 0) return null;
  return (
    <section className="section">
      <h2>
        Dropped <span>though nothing was found wrong with them</span>
      </h2>
      <ReasonTable caption="Dropped" reasons={reasons} shown="" onShow={() => {}} />
    </section>
  );
}

function toReason({ reason, count, lastAtMs, remedy, problem }: DropStatus, nowMs: number): Reason {
  return {
    key: reason,
    outcome: "fault",
    title: TITLES[reason],
    count,
    where: (
      <>
        {problem} <span className="plain-quiet">{formatAgo(lastAtMs, nowMs)}</span>
      </>
    ),
    remedy,
    detail: undefined,
  };
}
