import type { TimeWindow } from "./zoom.ts";

export interface TimeTick {
  atMs: number;
  label: string;
}

/** Milliseconds in each unit, and the end of the window up to which the unit is used, as in `formatDuration`. */
const UNITS = [
  { name: "µs", ms: 1e-3, untilMs: 1 },
  { name: "ms", ms: 1, untilMs: 999.5 },
  { name: "s", ms: 1000, untilMs: 59_950 },
  { name: "min", ms: 60_000, untilMs: Infinity },
] as const;

/**
 * Round moments in the window, with at most `count` steps of 1, 2, 2.5 or 5 between them; only the first names the
 * unit. `ticks` of d3-array aims at a count and may give 41 % more, whose labels would overlap.
 *
 *     0–486 ms, 5   ->   0 ms, 100, 200, 300, 400
 */
export function timeTicks(window: TimeWindow, count: number): TimeTick[] {
  const lengthMs = window.toMs - window.fromMs;
  const unit = UNITS.find((candidate) => window.toMs <= candidate.untilMs) ?? UNITS[3];
  const step = roundStep(lengthMs / unit.ms / Math.max(1, count));
  if (!Number.isFinite(step) || step <= 0) return [];
  const ticks: TimeTick[] = [];
  const first = Math.ceil(window.fromMs / unit.ms / step - 1e-9);
  for (let index = first; index * step * unit.ms <= window.toMs + lengthMs * 1e-9; index += 1) {
    const value = Number((index * step).toPrecision(12));
    const unitName = ticks.length === 0 ? `\u00a0${unit.name}` : "";
    ticks.push({ atMs: value * unit.ms, label: `${value}${unitName}` });
  }
  return ticks;
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const lead = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return lead * power;
}
