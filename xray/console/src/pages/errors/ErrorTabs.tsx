import { Link } from "react-router";
import { formatCount } from "../../lib/format.ts";
import { viewPath } from "../../links.ts";
import type { Scope } from "../../links.ts";

const TABS = [
  { view: "errors", label: "Exceptions" },
  { view: "insights", label: "Insights" },
] as const;

type Tab = (typeof TABS)[number]["view"];

/** What is under Errors: each tab is a view of its own. */
export function ErrorTabs({ here, scope, count }: { here: Tab; scope: Scope; count: number | undefined }) {
  return (
    <nav className="answer-tabs" aria-label="Errors">
      {TABS.map(({ view, label }) => (
        <Link key={view} to={viewPath(view, scope)} aria-current={view === here ? "page" : undefined}>
          {label}
          {view === here && count !== undefined ? <i>{formatCount(count)}</i> : null}
        </Link>
      ))}
    </nav>
  );
}
