import type { Outcome } from "../lib/outcome.ts";
import type { OutcomeCounts } from "../map-model/map-graph.ts";
import { ringArcs } from "../map-model/ring.ts";

/**
 * The ring of a node around 0,0, on a background that hides the edges; a dashed ring around it means that the node is
 * inferred.
 */
export function NodeRing({
  counts,
  radius,
  isClient,
  isInferred,
  failureWidth,
  okWidth,
}: {
  counts: OutcomeCounts;
  radius: number;
  isClient: boolean;
  isInferred: boolean;
  failureWidth: number;
  okWidth?: number;
}) {
  if (isClient) return <circle r={radius} className="map-client" />;
  return (
    <>
      <circle r={radius + failureWidth / 2} className="map-ground" />
      {ringArcs(counts, radius, failureWidth, okWidth).map((arc) => (
        <path
          key={arc.outcome}
          d={arc.path}
          fill="none"
          stroke={strokeOf(arc.outcome)}
          strokeWidth={arc.strokeWidth}
        />
      ))}
      {isInferred ? <circle r={radius + failureWidth / 2 + 3.5} className="map-halo" /> : null}
    </>
  );
}

/** Solid or patterned, so that the ring can be read without colours. */
function strokeOf(outcome: Outcome): string {
  return outcome === "ok" || outcome === "fault" ? `var(--${outcome})` : `url(#pattern-${outcome})`;
}
