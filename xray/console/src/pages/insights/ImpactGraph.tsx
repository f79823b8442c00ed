import { Link } from "react-router";
import type { ImpactService, InsightSummary } from "../../api/operations.ts";
import { impactPath } from "../../insights/impact-path.ts";
import { clientImpact, failedShareOf } from "../../insights/insight-rows.ts";
import { formatCount, formatShare } from "../../lib/format.ts";
import { mapPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { placeOfType } from "../../trace-model/place.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";

/** Of the path from the clients to the root cause: more are told by their number. */
const MOST_SHOWN = 6;

/** The way that failures went, left to right as requests go; they began at the last one. */
export function ImpactGraph({
  insight,
  services,
  scope,
}: {
  insight: InsightSummary;
  services: readonly ImpactService[] | undefined;
  scope: Scope;
}) {
  const path = services === undefined ? [] : impactPath(services, insight.RootCauseServiceId);
  const left = path.length > MOST_SHOWN ? path.length - MOST_SHOWN : 0;
  const shown = left === 0 ? path : [...path.slice(0, 2), ...path.slice(2 + left)];
  return (
    <section className="insights-impact" aria-label="Impact">
      <h2>
        Impact
        <span>left to right as requests go; a cross where the faults began</span>
        <Link to={mapPath(scopeOf(insight, scope))}>Open on the map</Link>
      </h2>
      <ol aria-busy={services === undefined}>
        {shown.map((service, index) => (
          <li key={service.ReferenceId}>
            {index === 0 ? null : (
              <span className="insights-edge" aria-hidden="true">
                {index === 2 && left > 0 ? `${formatCount(left)} more` : ""}
              </span>
            )}
            <Node service={service} insight={insight} isLast={index === shown.length - 1} />
          </li>
        ))}
      </ol>
      {services !== undefined && path.length === 0 ? (
        <p className="section-quiet">The traces of its faults are not kept any more.</p>
      ) : null}
    </section>
  );
}

function Node({
  service,
  insight,
  isLast,
}: {
  service: ImpactService;
  insight: InsightSummary;
  isLast: boolean;
}) {
  const isClient = service.Type === "client";
  return (
    <span className={isLast ? "insights-node insights-node-cause" : "insights-node"}>
      <span className="insights-ring">
        <Icon name={isClient ? "person" : placeOfType(service.Type)} size={15} />
        {isLast ? <OutcomeMark outcome="fault" label="" /> : null}
      </span>
      <b title={service.Name}>{isClient ? "clients" : service.Name}</b>
      <small>
        {isLast
          ? `began here, ${formatShare(failedShareOf(insight))}`
          : isClient
            ? `${clientImpact(insight)} fail`
            : "passed on"}
      </small>
    </span>
  );
}

/** The range and group of an insight. */
function scopeOf({ GroupName, StartTime, LastUpdateTime }: InsightSummary, scope: Scope): Scope {
  return {
    ...scope,
    group: GroupName === "Default" ? "" : GroupName,
    range: { kind: "between", startSec: StartTime, endSec: Math.max(LastUpdateTime, StartTime + 60) },
  };
}
