import { useEffect, useState } from "react";
import { Icon } from "../ui/Icon.tsx";

const SAID_MS = 3_000;

/** Hands the address of a page on: by the device's own means where it has some, else by the clipboard. */
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

/** What is to be said about it. */
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
    // Who closes the device's sheet has not failed.
    return error instanceof DOMException && error.name === "AbortError" ? "" : "The link was not copied.";
  }
}
