import { useMemo, useState } from "react";
import type { KeyboardEvent, Ref } from "react";
import type { TimelineRow } from "../../../timeline/timeline-rows.ts";
import { Icon } from "../../../ui/Icon.tsx";

/** Finds rows by name and detail; Enter goes from one to the next, Escape lets go. */
export function FindRow({
  ref,
  rows,
  shown,
  foldedRuns,
  onStep,
}: {
  ref: Ref<HTMLInputElement>;
  rows: readonly TimelineRow[];
  /** Lines on the timeline, and how many of them are folded runs. */
  shown: number;
  foldedRuns: number;
  onStep: (id: string) => void;
}) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(-1);
  const found = useMemo(() => findRows(rows, text), [rows, text]);
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Escape") {
      setText("");
      event.currentTarget.blur();
    }
    if (event.key !== "Enter" || found.length === 0) return;
    const next = (at + (event.shiftKey ? -1 : 1) + found.length) % found.length;
    const row = found[next];
    setAt(next);
    if (row) onStep(row.id);
  }
  const isSearching = text.trim() !== "";
  return (
    <>
      <label className="find-row">
        <Icon name="search" size={14} />
        <input
          ref={ref}
          type="text"
          value={text}
          placeholder="Find a row"
          aria-label="Find a row"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setAt(-1);
          }}
          onKeyDown={onKeyDown}
        />
        {isSearching ? null : <kbd className="key">F</kbd>}
      </label>
      <span aria-live="polite">
        {isSearching ? foundWords(found.length, at) : countWords(shown, foldedRuns)}
      </span>
    </>
  );
}

function findRows(rows: readonly TimelineRow[], text: string): readonly TimelineRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  return rows.filter((row) => `${row.name} ${row.detail}`.toLowerCase().includes(wanted));
}

function foundWords(count: number, at: number): string {
  if (count === 0) return "no row";
  return at < 0 ? `${count} found` : `${at + 1} of ${count}`;
}

function countWords(shown: number, foldedRuns: number): string {
  const rows = `${shown.toLocaleString("en-US")} ${shown === 1 ? "row" : "rows"}`;
  if (foldedRuns === 0) return rows;
  return `${rows}, ${foldedRuns} ${foldedRuns === 1 ? "run" : "runs"} folded`;
}
