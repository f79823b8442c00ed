import { useState } from "react";
import { formatMinute } from "../lib/format.ts";
import { formatTimeRange, parseTimeRange, RANGE_CHOICES } from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { ChoiceMenu } from "../ui/overlays/ChoiceMenu.tsx";
import { MenuItem } from "../ui/overlays/Menu.tsx";
import { useNowSec } from "../ui/use-now.ts";
import { useChangeScope } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { FixedRangeDialog } from "./FixedRangeDialog.tsx";

/** The range of time, kept in the URL; a new range removes the brush. */
export function RangeMenu({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { range } = useScope();
  const changeScope = useChangeScope();
  const nowSec = useNowSec();
  const choices = RANGE_CHOICES.map(({ durationSec, label }) => ({
    value: formatTimeRange({ kind: "last", durationSec }),
    label,
  }));
  const [fixing, setFixing] = useState(false);
  function choose(value: string): void {
    if (parseTimeRange(value) === undefined) return;
    changeScope({ timeRange: value, brush: undefined });
  }
  return (
    <>
      <ChoiceMenu
        name="Time range"
        icon="clock"
        shown={describeRange(range, nowSec)}
        value={formatTimeRange(range)}
        choices={choices}
        onChange={choose}
        open={open}
        onOpenChange={onOpenChange}
      >
        <div className="popup-line" />
        <MenuItem onPick={() => setFixing(true)}>Fixed range…</MenuItem>
      </ChoiceMenu>
      <FixedRangeDialog
        open={fixing}
        range={range}
        nowSec={nowSec}
        onChoose={choose}
        onClose={() => setFixing(false)}
      />
    </>
  );
}

/** `Last 15 min`, or a fixed stretch `14:25 to 14:40`. */
export function describeRange(range: TimeRange, nowSec: number): string {
  if (range.kind === "between") {
    return `${formatMinute(range.startSec, nowSec)} to ${formatMinute(range.endSec, nowSec)}`;
  }
  const choice = RANGE_CHOICES.find(({ durationSec }) => durationSec === range.durationSec);
  return choice?.label ?? `Last ${formatTimeRange(range).replace(/^PT?/, "")}`;
}
