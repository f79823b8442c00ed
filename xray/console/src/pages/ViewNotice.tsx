import type { ReactNode } from "react";
import { describeError } from "../api/api-error.ts";
import "./view-notice.css";

/** In place of what a view would show: what is, and the way out. */
export function ViewNotice({ role, children }: { role?: "alert" | "status"; children: ReactNode }) {
  return (
    <div className="view-notice" role={role}>
      <div className="notice">{children}</div>
    </div>
  );
}

export function FailedView({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, detail } = describeError(error);
  return (
    <ViewNotice role="alert">
      <h2>{title}</h2>
      <p>
        {detail}{" "}
        <button type="button" className="link" onClick={onRetry}>
          Try again
        </button>
      </p>
    </ViewNotice>
  );
}

/** `what` is being done, for example `Drawing the map`. */
export function LoadingView({ what }: { what: string }) {
  return (
    <ViewNotice role="status">
      <h2>{what}</h2>
    </ViewNotice>
  );
}
