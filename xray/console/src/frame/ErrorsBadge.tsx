import { useSyncExternalStore } from "react";
import { useDelayed } from "shared-ui/use-delayed.ts";
import { useNewErrors } from "./use-new-errors.ts";
import { formatCounted } from "../lib/format.ts";
import { SEEN_ERRORS } from "../lib/seen.ts";
import type { Scope } from "../links.ts";

/** A view that has just been opened needs the server for itself. */
const AFTER_MS = 3000;

/** Kinds of exceptions that were never seen before the range, and came after the last visit to Errors. */
export function ErrorsBadge({ scope }: { scope: Scope }) {
  const seenMs = useSyncExternalStore(SEEN_ERRORS.subscribe, SEEN_ERRORS.readMs);
  const isDue = useDelayed(true, AFTER_MS);
  const firstSec = useNewErrors(scope, isDue);
  const fresh = firstSec.filter((sec) => sec * 1000 > seenMs).length;
  if (fresh === 0) return null;
  return (
    <b
      className="top-badge top-badge-fault"
      title={`${formatCounted(fresh, "kind")} of exceptions ${fresh === 1 ? "is" : "are"} new, not looked at yet`}
    >
      {fresh}
    </b>
  );
}
