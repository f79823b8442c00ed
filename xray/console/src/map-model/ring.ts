import { FAILURES } from "../lib/outcome.ts";
import type { Outcome } from "../lib/outcome.ts";
import type { OutcomeCounts } from "./map-graph.ts";

export interface RingArc {
  outcome: Outcome;
  /** An SVG path around 0,0. */
  path: string;
  strokeWidth: number;
}

const OK_WIDTH = 2.5;
const FAILURE_WIDTH = 6;
/** One fault in a thousand must still be visible. */
const LEAST_FAILURE_DEG = 10;
/** Between arcs, so that they can be told apart in greyscale. */
const GAP_PX = 2;

/**
 * The ring of a node: its outcomes clockwise from the top, failures first and thick, each at least 10°.
 *
 *     ok 70, fault 30   ->   fault 0°–108°, ok 108°–360°
 */
export function ringArcs(
  counts: OutcomeCounts,
  radius: number,
  failureWidth = FAILURE_WIDTH,
  okWidth = OK_WIDTH,
): RingArc[] {
  const order = [...FAILURES, "ok" as const].filter((outcome) => counts[outcome] > 0);
  const only = order[0];
  if (only === undefined) return [circle("ok", radius, okWidth)];
  if (order.length === 1) return [circle(only, radius, only === "ok" ? okWidth : failureWidth)];

  const degrees = shareDegrees(order, counts);
  const gapDeg = (GAP_PX / radius / Math.PI) * 180;
  let at = 0;
  return order.map((outcome, index) => {
    const fromDeg = at;
    at += degrees[index] ?? 0;
    const path = arcPath(radius, fromDeg + gapDeg / 2, Math.max(at - gapDeg / 2, fromDeg + gapDeg / 2 + 1));
    return { outcome, path, strokeWidth: outcome === "ok" ? okWidth : failureWidth };
  });
}

/** Small shares are enlarged; the large ones give up what that takes, in proportion. */
function shareDegrees(order: readonly Outcome[], counts: OutcomeCounts): number[] {
  const total = order.reduce((sum, outcome) => sum + counts[outcome], 0);
  const plain = order.map((outcome) => (counts[outcome] / total) * 360);
  const isSmall = (degrees: number, index: number) => order[index] !== "ok" && degrees < LEAST_FAILURE_DEG;
  const small = plain.filter(isSmall);
  const largeDeg = 360 - small.reduce((sum, degrees) => sum + degrees, 0);
  const roomDeg = 360 - small.length * LEAST_FAILURE_DEG;
  return plain.map((degrees, index) =>
    isSmall(degrees, index) ? LEAST_FAILURE_DEG : (degrees / largeDeg) * roomDeg,
  );
}

function circle(outcome: Outcome, radius: number, strokeWidth: number): RingArc {
  const half = `A${radius} ${radius} 0 1 1`;
  return { outcome, path: `M0 ${-radius}${half} 0 ${radius}${half} 0 ${-radius}`, strokeWidth };
}

function arcPath(radius: number, fromDeg: number, toDeg: number): string {
  const large = toDeg - fromDeg > 180 ? 1 : 0;
  return `M${pointAt(radius, fromDeg)}A${radius} ${radius} 0 ${large} 1 ${pointAt(radius, toDeg)}`;
}

function pointAt(radius: number, degrees: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${round(radius * Math.cos(angle))} ${round(radius * Math.sin(angle))}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
