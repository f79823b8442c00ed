import { ApiError } from "../api/api-error.ts";
import { rejectionOf } from "../api/words.ts";
import { FailureTrace } from "./TraceLink.tsx";

interface LoadFailureProps {
  /** What did not load, such as `The feed`. */
  what: string;
  error: Error;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Says that something did not load, why, and where its trace is; what was shown before stays below it. */
export function LoadFailure({ what, error, isRetrying, onRetry }: LoadFailureProps) {
  return (
    <div className="notice" role="alert">
      <p>
        {what} did not load.{" "}
        <button
          type="button"
          className="link"
          onClick={isRetrying ? undefined : onRetry}
          aria-disabled={isRetrying}
        >
          Try again
        </button>
      </p>
      <p className="detail">{rejectionOf(error) ?? error.message}</p>
      {error instanceof ApiError && <FailureTrace trace={error.trace} />}
    </div>
  );
}
