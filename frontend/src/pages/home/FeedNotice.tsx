import { ApiError } from "../../api/api-error.ts";
import { FailureTrace } from "../../frame/TraceLink.tsx";
import "./home.css";

interface FeedNoticeProps {
  error: Error;
  isRetrying: boolean;
  onRetry: () => void;
}

/** That the feed did not load, why, and where to look; what was there before stays under it. */
export function FeedNotice({ error, isRetrying, onRetry }: FeedNoticeProps) {
  return (
    <div className="feed-notice" role="alert">
      <p>
        The feed did not load.{" "}
        <button
          type="button"
          className="link"
          onClick={isRetrying ? undefined : onRetry}
          aria-disabled={isRetrying}
        >
          Try again
        </button>
      </p>
      <p className="detail">{error.message}</p>
      {error instanceof ApiError && <FailureTrace trace={error.trace} />}
    </div>
  );
}
