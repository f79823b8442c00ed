import { useEffect, useState } from "react";
import { Icon } from "../ui/Icon.tsx";

const SAID_MS = 3_000;

/** Shares the URL of a page: with the device's own sheet if it has one, else by the clipboard. */
export function ShareButton({ path, author }: { path: string; author: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return undefined;
    const timer = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <span className="share">
      <button
        type="button"
        aria-label="Share"
        title="Share"
        onClick={() => void share(path, author).then(setSaid)}
      >
        <Icon name="share" size={17} />
      </button>
      <span className="said" role="status">
        {said}
      </span>
    </span>
  );
}

/** The words about what happened. */
async function share(path: string, author: string): Promise<string> {
  const url = new URL(path, location.href).href;
  try {
    if (typeof navigator.share === "function") {
      await navigator.share({ url, title: `Crud by ${author}` });
      return "";
    }
    await navigator.clipboard.writeText(url);
    return "Link copied.";
  } catch (error) {
    // Closing the device's sheet is not a failure.
    return error instanceof DOMException && error.name === "AbortError" ? "" : "The link was not copied.";
  }
}
