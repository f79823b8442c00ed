import { ApiError } from "../api/api-error.ts";
import { FailureTrace } from "../frame/TraceLink.tsx";

/** Says that something was undone because the API did not save it. */
export function NotSaved({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="not-saved" role="alert">
      <span>
        Not saved.{" "}
        <button type="button" className="link" title={error.message} onClick={onRetry}>
          Try again
        </button>
      </span>
      {error instanceof ApiError && <FailureTrace trace={error.trace} />}
    </div>
  );
}
