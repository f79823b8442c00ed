import { useEffect, useState } from "react";
import { Icon } from "./Icon.tsx";

/** How long it says that the text was copied. */
const SAID_MS = 1500;

/** Copies a text. With `words` they stand beside the icon and name the button, without them `label` does. */
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
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  return (
    <button
      type="button"
      className={className}
      // With words beside it the icon needs no name of its own.
      aria-label={words === undefined ? (copied ? "Copied" : label) : undefined}
      onClick={() => void copy()}
    >
      <Icon name={copied ? "check" : "copy"} />
      {words === undefined ? null : <span className="copy-words">{copied ? "Copied" : words}</span>}
    </button>
  );
}
