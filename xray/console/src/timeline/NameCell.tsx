import { Icon } from "../ui/Icon.tsx";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import type { TimelineEntry } from "./fold-rows.ts";
import { PlaceIcon } from "./PlaceIcon.tsx";
import type { RowSlot } from "./row-slot.ts";

/** Pixels before the name; each level adds `--indent`. */
const INDENT = 12;
/** Deeper levels are not indented further, so that the name stays readable. */
const MOST_INDENTED = 12;

/** The name column of one line: place, fold, icon of a segment, name, detail, and the slot at the right. */
export function NameCell({
  entry,
  slot,
  onToggle,
}: {
  entry: TimelineEntry;
  slot: RowSlot | undefined;
  onToggle: () => void;
}) {
  const row = entry.kind === "row" ? entry.row : entry.rows[0];
  if (!row) return null;
  const isSegment = entry.kind === "row" && row.step.kind === "segment";
  const title = [row.name, entry.kind === "run" ? `×${entry.rows.length}` : "", row.detail]
    .filter(Boolean)
    .join(" ");
  return (
    <div
      className={isSegment ? "name name-segment" : "name"}
      style={{ paddingLeft: `calc(${INDENT}px + ${Math.min(entry.depth, MOST_INDENTED)} * var(--indent))` }}
      title={title}
    >
      <i className="name-spine" style={{ background: `var(--${row.place})` }} />
      <Fold entry={entry} onToggle={onToggle} name={row.name} />
      {isSegment ? <PlaceIcon place={row.place} /> : null}
      <span className="name-text">{row.name}</span>
      {entry.kind === "run" ? <span className="name-times">×{entry.rows.length}</span> : null}
      <span className="name-detail">{row.detail}</span>
      {slot ? <Slot slot={slot} outcome={row.outcome} /> : null}
    </div>
  );
}

/** A button for the mouse, which folds without selecting the line; the keyboard folds by ← and →. */
function Fold({ entry, name, onToggle }: { entry: TimelineEntry; name: string; onToggle: () => void }) {
  if (!entry.foldable) return <span className="name-nofold" />;
  return (
    <button
      type="button"
      className="name-fold"
      tabIndex={-1}
      aria-label={`${entry.folded ? "Unfold" : "Fold"} ${name}`}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Icon name={entry.folded ? "chevron-right" : "chevron-down"} size={14} />
    </button>
  );
}

function Slot({ slot, outcome }: { slot: RowSlot; outcome: "ok" | "error" | "throttle" | "fault" }) {
  switch (slot.kind) {
    case "began":
      return (
        <span className={`name-slot name-slot-${outcome}`}>
          <OutcomeMark outcome={outcome} size={10} />
          <span className="name-code">{slot.code}</span>
        </span>
      );
    case "passed":
      return (
        <span className={`name-slot name-slot-passed name-slot-${outcome}`}>
          <svg width="10" height="10" viewBox="0 0 10 10" role="img" aria-label={`${outcome} from below`}>
            <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          {slot.code === "" ? null : <span className="name-code">{slot.code}</span>}
        </span>
      );
    case "share":
      return <span className="name-slot">{slot.text}</span>;
    case "unrecorded":
      return <span className="name-slot name-slot-soft">{slot.text}</span>;
  }
}
