import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "../api/api-error.ts";
import type { Answer } from "../api/http.ts";
import { Gone } from "./Gone.tsx";
import { PageColumn } from "../ui/Layout.tsx";
import { LoadingRows } from "../ui/LoadingRows.tsx";
import { LoadFailure } from "./LoadFailure.tsx";
import { LoadedIn } from "./TraceLink.tsx";

interface LoadedPageProps<T> {
  title: string;
  /** What is loaded, as in `Loading the feed`, `The feed did not load.` */
  what: string;
  query: UseQueryResult<Answer<T>>;
  /** Shown above, whatever becomes of the request. */
  top?: ReactNode;
  children: (data: T) => ReactNode;
}

/**
 * A page made from one answer: its title with a link to the trace, then a sign of waiting, the failure, or what was
 * loaded.
 */
export function LoadedPage<T>({ title, what, query, top, children }: LoadedPageProps<T>) {
  const { data: answer, error, isPending, isFetching } = query;
  const retry = async () => {
    const { isSuccess } = await query.refetch();
    // The button that had the focus is gone.
    if (isSuccess) document.getElementById("content")?.focus();
  };
  const isGone = error instanceof ApiError && error.status === 404;
  const bar = isGone ? (
    <LoadedIn trace={error.trace} />
  ) : (
    answer && !error && <LoadedIn trace={answer.trace} />
  );
  return (
    <PageColumn title={isGone ? "Not found" : title} bar={bar} isBusy={isFetching}>
      {top}
      {error && !isGone && (
        <LoadFailure
          what={`${what.charAt(0).toUpperCase()}${what.slice(1)}`}
          error={error}
          isRetrying={isFetching}
          onRetry={() => void retry()}
        />
      )}
      {isPending && <LoadingRows what={what} />}
      {isGone ? <Gone /> : answer && children(answer.data)}
    </PageColumn>
  );
}
