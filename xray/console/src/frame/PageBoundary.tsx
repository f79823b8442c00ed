import { Component } from "react";
import type { ReactNode } from "react";
import { describeError, PageCodeError } from "../api/api-error.ts";

interface State {
  caught: { error: unknown } | undefined;
  /** The `place` of the props that this state is for. */
  place: string;
}

/** Keeps the frame when a view fails, or its code does not load. Another URL, or a retry, starts it again. */
export class PageBoundary extends Component<
  {
    /** What the view shows: another place is another view. */
    place: string;
    children: ReactNode;
  },
  State
> {
  override state: State = { caught: undefined, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { caught: { error } };
  }

  static getDerivedStateFromProps({ place }: { place: string }, state: State): State | null {
    return place === state.place ? null : { caught: undefined, place };
  }

  override render(): ReactNode {
    const { caught } = this.state;
    if (caught === undefined) return this.props.children;
    return <FailedPage error={caught.error} onRetry={() => this.setState({ caught: undefined })} />;
  }
}

function FailedPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, detail } = describeError(error);
  return (
    <main className="page-notice">
      <title>A view failed · X-Ray local</title>
      <div className="notice" role="alert">
        <h1>{error instanceof PageCodeError ? title : "This view failed"}</h1>
        <p>
          {detail}{" "}
          <button type="button" className="link" onClick={onRetry}>
            Try again
          </button>{" "}
          or{" "}
          <button type="button" className="link" onClick={() => globalThis.location.reload()}>
            load the page anew
          </button>
        </p>
      </div>
    </main>
  );
}
