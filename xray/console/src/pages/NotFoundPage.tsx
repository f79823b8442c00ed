import { Link, useLocation } from "react-router";
import { tracesPath } from "../links.ts";
import { useScope } from "../use-scope.ts";

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <main className="page-notice">
      <div className="notice">
        <h2>No view {pathname}</h2>
        <p>
          The views are Traces, Map, Sampling, Groups and Health.{" "}
          <Link className="link" to={tracesPath(useScope())}>
            Show the traces
          </Link>
        </p>
      </div>
    </main>
  );
}
