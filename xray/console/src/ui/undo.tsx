import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { useKeys } from "./use-keys.ts";
import "./undo.css";

/** Something that was done at once and can be undone for a while. */
export interface Undoable {
  /** `Group mobile-errors deleted` */
  words: string;
  /** Undoes it; rejects with the reason when it cannot. */
  undo: () => Promise<unknown>;
}

/** How long undo is offered. The time stands still while the pointer or the focus is on it. */
const OFFERED_SEC = 10;

const UndoContext = createContext<(undoable: Undoable) => void>(() => undefined);

/** Offers to undo what was done; replaces an earlier offer. */
export function useUndo(): (undoable: Undoable) => void {
  return useContext(UndoContext);
}

export function UndoProvider({
  describe,
  children,
}: {
  /** The words for an error. */
  describe: (error: unknown) => string;
  children: ReactNode;
}) {
  const [offered, setOffered] = useState<{ undoable: Undoable; number: number }>();
  const offer = useCallback(
    (undoable: Undoable) =>
      setOffered((before) => ({ undoable, number: before === undefined ? 0 : before.number + 1 })),
    [],
  );
  const done = useCallback(() => setOffered(undefined), []);
  return (
    <UndoContext.Provider value={offer}>
      {children}
      <div aria-live="polite" className="undo-place">
        {offered === undefined ? null : (
          <UndoBar key={offered.number} undoable={offered.undoable} describe={describe} onDone={done} />
        )}
      </div>
    </UndoContext.Provider>
  );
}

function UndoBar({
  undoable,
  describe,
  onDone,
}: {
  undoable: Undoable;
  describe: (error: unknown) => string;
  onDone: () => void;
}) {
  const [leftSec, setLeftSec] = useState(OFFERED_SEC);
  const [held, setHeld] = useState(false);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (held || busy) return undefined;
    const timer = setInterval(() => setLeftSec((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, [held, busy]);
  useEffect(() => {
    if (leftSec <= 0) onDone();
  }, [leftSec, onDone]);
  const hold = useMemo(
    () => ({
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      onFocus: () => setHeld(true),
      onBlur: () => setHeld(false),
    }),
    [],
  );
  async function undo(): Promise<void> {
    setBusy(true);
    try {
      await undoable.undo();
      onDone();
    } catch (error) {
      setProblem(describe(error));
      setBusy(false);
      setLeftSec(OFFERED_SEC);
    }
  }
  useKeys({
    "Ctrl+z": (event) => {
      // Ctrl+Z in a field undoes typing.
      if (busy || (event.target instanceof Element && event.target.closest("input, textarea") !== null)) {
        return false;
      }
      void undo();
      return undefined;
    },
  });
  return (
    <div className="undo" {...hold}>
      <span>
        {problem === "" ? undoable.words : `${undoable.words}, and it could not be undone: ${problem}`}
      </span>
      <button type="button" className="ctl undo-button" disabled={busy} onClick={() => void undo()}>
        <Icon name="undo" />
        Undo
      </button>
      <kbd className="key">Ctrl Z</kbd>
      <span className="undo-left" aria-hidden="true">
        {leftSec} s
      </span>
    </div>
  );
}
