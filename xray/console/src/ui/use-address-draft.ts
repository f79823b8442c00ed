import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { draftOf, isWritten, see, typeInto, writeOut } from "../lib/address-draft.ts";

/**
 * The value of a control that is in the URL too. It changes on screen at once, and is written to the URL after a pause
 * of `restMs`. A value that the URL got otherwise (by Back or a link) replaces it.
 */
export function useAddressDraft({
  value,
  backKey,
  restMs,
  isReady,
  write,
}: {
  /** The value in the URL with which the page is drawn. */
  value: string;
  /**
   * Set after Back or Forward led here, to another value each time: the value of the URL then replaces the typed one.
   */
  backKey: string;
  restMs: number;
  /** Whether the typed text may be in the URL. */
  isReady?: (text: string) => boolean;
  /** Must be stable: a new function restarts the pause. */
  write: (text: string) => void;
}): {
  text: string;
  /** Sets the text, or computes it from the current one. Stable. */
  change: (next: string | ((text: string) => string)) => void;
  /** Writes a text without a pause, unless the URL has it. */
  writeNow: (text: string) => void;
} {
  const [draft, setDraft] = useState(() => draftOf(value));
  // In an effect, because React may begin to draw a URL, interrupt that for a key, and begin again: a state set while
  // drawing would stay from the first time.
  useLayoutEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect
    setDraft((before) => (backKey === "" ? see(before, value) : draftOf(value)));
  }, [value, backKey]);
  const { text } = draft;
  const isDue = !isWritten(draft) && (isReady?.(text) ?? true);
  useEffect(() => {
    if (!isDue) return undefined;
    function writeText(): void {
      setDraft((before) => writeOut(before, text));
      write(text);
    }
    const timer = setTimeout(writeText, restMs);
    // A user who reloads or closes the page finds there what was typed.
    addEventListener("pagehide", writeText);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", writeText);
    };
  }, [text, isDue, restMs, write]);
  const change = useCallback(
    (next: string | ((text: string) => string)) =>
      setDraft((before) => typeInto(before, typeof next === "string" ? next : next(before.text))),
    [],
  );
  function writeNow(next: string): void {
    const written = writeOut(typeInto(draft, next), next);
    setDraft(written);
    if (written.underway !== draft.underway) write(next);
  }
  return { text, change, writeNow };
}
