import { useState, useSyncExternalStore } from "react";
import { Link, useLocation } from "react-router";
import { TraceGlyph } from "shared-ui/TraceGlyph.tsx";
import { useServerStatus } from "../api/live.tsx";
import { formatCounted } from "../lib/format.ts";
import { SEEN_REJECTIONS } from "../lib/seen.ts";
import { tracesPath, viewPath } from "../links.ts";
import type { Scope } from "../links.ts";
import { Icon } from "../ui/Icon.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { useMedia } from "../ui/use-media.ts";
import { useScope } from "../use-scope.ts";
import { useGoneBudgets } from "../targets/use-gone-budgets.ts";
import { viewAt, VIEWS } from "../views.ts";
import { ErrorsBadge } from "./ErrorsBadge.tsx";
import { GroupMenu } from "./GroupMenu.tsx";
import { LiveButton } from "./LiveButton.tsx";
import { MoreViews } from "./MoreViews.tsx";
import { Pulse } from "./Pulse.tsx";
import { RangeMenu } from "./RangeMenu.tsx";
import "./top-bar.css";

export function TopBar({ onPalette }: { onPalette: () => void }) {
  const scope = useScope();
  const [rangeOpen, setRangeOpen] = useState(false);
  useKeys({ t: () => setRangeOpen(true) });
  return (
    <header className="top">
      <Link className="top-brand" to={tracesPath(scope)}>
        <TraceGlyph size={20} />
        <span>X-Ray </span>
        <em>local</em>
      </Link>
      <Views scope={scope} />
      <span className="grow" />
      <Pulse />
      <button
        type="button"
        className="ctl top-palette"
        aria-label="Command palette Ctrl K"
        onClick={onPalette}
      >
        <Icon name="search" />
        <kbd className="key">Ctrl K</kbd>
      </button>
      <span className="top-wide">
        <GroupMenu />
      </span>
      <span className="top-wide">
        <RangeMenu open={rangeOpen} onOpenChange={setRangeOpen} />
      </span>
      <LiveButton />
    </header>
  );
}

/** Under this the bar has room for so many views; the others are behind More. */
const CRAMPED = "(max-width: 820px)";
const ROOM = 4;

function Views({ scope }: { scope: Scope }) {
  const here = viewAt(useLocation().pathname);
  const isCramped = useMedia(CRAMPED);
  const inBar = VIEWS.filter((view) => view.inBar).slice(0, isCramped ? ROOM : undefined);
  return (
    <nav aria-label="Views">
      {inBar.map(({ id, label }) => (
        <Link key={id} to={viewPath(id, scope)} aria-current={id === here ? "page" : undefined}>
          {label}
          {id === "health" ? <HealthBadge /> : null}
          {id === "errors" ? <ErrorsBadge scope={scope} /> : null}
        </Link>
      ))}
      {isCramped ? (
        <MoreViews
          views={VIEWS.filter((view) => !inBar.includes(view))}
          here={here}
          scope={scope}
          badge={<HealthBadge />}
        />
      ) : null}
    </nav>
  );
}

/** Kinds of rejections and drops that came after the last visit to Health, and targets whose budget is gone. */
function HealthBadge() {
  const seenMs = useSyncExternalStore(SEEN_REJECTIONS.subscribe, SEEN_REJECTIONS.readMs);
  const { rejections = [], drops = [] } = useServerStatus() ?? {};
  const isFresh = ({ lastAtMs }: { lastAtMs: number }): boolean => lastAtMs > seenMs;
  const dropped = drops.filter(isFresh);
  const fresh = rejections.filter(isFresh).length + dropped.length;
  const gone = useGoneBudgets().length;
  if (fresh + gone === 0) return null;
  const which = dropped.length === 0 ? "rejected" : "rejected or dropped";
  const told = [
    ...(fresh === 0 ? [] : [`${formatCounted(fresh, "kind")} of ${which} documents, not looked at yet`]),
    ...(gone === 0 ? [] : [`${formatCounted(gone, "target")} missed`]),
  ];
  return (
    <b className="top-badge" title={told.join("; ")}>
      {fresh + gone}
    </b>
  );
}
