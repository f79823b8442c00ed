import { useState } from "react";
import {
  boundsOf,
  formatTimeRange,
  fromLocalField,
  parseTimeRange,
  toLocalField,
} from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { Dialog } from "../ui/overlays/Dialog.tsx";
import "./fixed-range.css";

/** A range as two ends in local time, or as text in the form of links; each follows the other. */
export function FixedRangeDialog({
  open,
  range,
  nowSec,
  onChoose,
  onClose,
}: {
  open: boolean;
  range: TimeRange;
  nowSec: number;
  onChoose: (timeRange: string) => void;
  onClose: () => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} label="Fixed range" form="panel">
      <FixedRangeForm range={range} nowSec={nowSec} onChoose={onChoose} onClose={onClose} />
    </Dialog>
  );
}

function FixedRangeForm({
  range,
  nowSec,
  onChoose,
  onClose,
}: {
  range: TimeRange;
  nowSec: number;
  onChoose: (timeRange: string) => void;
  onClose: () => void;
}) {
  const [ends, setEnds] = useState(() => toFields(range, nowSec));
  const [spelled, setSpelled] = useState(() => spell(toFields(range, nowSec)));
  const chosen = parseTimeRange(spelled);
  function changeEnd(change: Partial<Ends>): void {
    const next = { ...ends, ...change };
    setEnds(next);
    setSpelled(spell(next));
  }
  return (
    <form
      className="fixed-range"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === undefined) return;
        onChoose(formatTimeRange(chosen));
        onClose();
      }}
    >
      <h1>Fixed range</h1>
      <EndField label="From" value={ends.start} onChange={(start) => changeEnd({ start })} />
      <EndField label="To" value={ends.end} onChange={(end) => changeEnd({ end })} />
      <label>
        <span>In links</span>
        <input
          type="text"
          className="field mono"
          spellCheck={false}
          value={spelled}
          aria-invalid={chosen === undefined}
          aria-describedby="fixed-range-words"
          onChange={(event) => {
            const text = event.currentTarget.value.trim();
            setSpelled(text);
            const typed = parseTimeRange(text);
            if (typed !== undefined) setEnds(toFields(typed, nowSec));
          }}
        />
      </label>
      <p id="fixed-range-words">
        {chosen === undefined
          ? "Start~end in UTC, the end later than the start, or a length such as PT45M."
          : "UTC, as in the links of AWS's console. A length such as PT45M ends now."}
      </p>
      <div className="fixed-range-buttons">
        <button type="submit" className="ctl ctl-primary" disabled={chosen === undefined}>
          Show
        </button>
        <button type="button" className="ctl" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function EndField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="datetime-local"
        step="1"
        className="field"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** As in the two fields. */
interface Ends {
  start: string;
  end: string;
}

function toFields(range: TimeRange, nowSec: number): Ends {
  const { startSec, endSec } = boundsOf(range, nowSec);
  return { start: toLocalField(startSec), end: toLocalField(endSec) };
}

/** Empty while an end is incomplete. */
function spell({ start, end }: Ends): string {
  const startSec = fromLocalField(start);
  const endSec = fromLocalField(end);
  if (startSec === undefined || endSec === undefined) return "";
  return formatTimeRange({ kind: "between", startSec, endSec });
}
