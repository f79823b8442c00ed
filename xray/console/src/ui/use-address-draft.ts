import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { draftOf, isWritten, see, typeInto, writeOut } from "../lib/address-draft.ts";

/**
 * A control's value that stands in the address. It changes at once on screen and is written when it has rested for
 * `restMs`; a value of the address that is not of its own writing (Back, a link) takes its place.
 */
export function useAddressDraft({
  value,
  backKey,
  restMs,
  isReady,
  write,
}: {
  /** Of the address, as the page is drawn with it. */
  value: string;
  /** Not empty where Back or Forward led to the address, each time another: then its value holds. */
  backKey: string;
  restMs: number;
  /** What is typed may stand in the address. */
  isReady?: (text: string) => boolean;
  /** Give it a stable function: another one restarts the rest. */
  write: (text: string) => void;
}): {
  text: string;
  /** Give it the next text, or how it comes out of the present one. */
  change: (next: string | ((text: string) => string)) => void;
  /** Writes a text without waiting, unless the address has it. */
  writeNow: (text: string) => void;
} {
  const [draft, setDraft] = useState(() => draftOf(value));
  // Only of what was drawn in the end: React may begin to draw an address, let go of it for a key, and begin again; what is set
  // while it draws would stay from the first time.
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
    // Somebody who loads the page anew, or closes it, finds there what was typed.
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
