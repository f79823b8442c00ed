import { Link, useLocation } from "react-router";
import { tracesPath } from "../links.ts";
import { useScope } from "../use-scope.ts";
import { VIEWS } from "../views.ts";

const NAMES = new Intl.ListFormat("en-GB").format(VIEWS.map((view) => view.label));

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <main className="page-notice">
      <title>No such view · X-Ray local</title>
      <div className="notice">
        <h2>No view {pathname}</h2>
        <p>
          The views are {NAMES}.{" "}
          <Link className="link" to={tracesPath(useScope())}>
            Show the traces
          </Link>
        </p>
      </div>
    </main>
  );
}
