import { useRouteError } from "react-router";
import { PageColumn } from "../ui/Layout.tsx";
import "../ui/states.css";

/** Shown when a page cannot be drawn: a defect of this front end, not of the API. */
export function BrokenPage() {
  const error = useRouteError();
  return (
    <PageColumn title="This page broke">
      <p className="empty" role="alert">
        {error instanceof Error ? error.message : String(error)}{" "}
        <button type="button" className="link" onClick={() => location.reload()}>
          Load it again
        </button>
      </p>
    </PageColumn>
  );
}
