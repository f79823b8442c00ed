import { useEffect, useState } from "react";
import { Icon } from "./Icon.tsx";

/** How long it says whether the text was copied. */
const SAID_MS = 1500;

/** Copies a text. `words` are shown beside the icon and name the button; without them `label` names it. */
export function CopyButton({
  text,
  label = "Copy",
  words,
  className = "ctl ctl-square",
}: {
  text: string;
  label?: string;
  words?: string;
  className?: string;
}) {
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = outcome === undefined ? undefined : SAID[outcome];
  return (
    <button
      type="button"
      className={className}
      // With words beside it the icon needs no name.
      aria-label={words === undefined ? (said ?? label) : undefined}
      onClick={() => void copy(text).then(setOutcome)}
    >
      <Icon name={outcome === undefined ? "copy" : outcome === "copied" ? "check" : "close"} />
      {words === undefined ? null : <span className="copy-words">{said ?? words}</span>}
    </button>
  );
}

const SAID = { copied: "Copied", failed: "Not copied" } as const;

/** Browsers have a clipboard on `localhost` and with https only, and may deny it there too. */
async function copy(text: string): Promise<keyof typeof SAID> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "failed";
  }
}
