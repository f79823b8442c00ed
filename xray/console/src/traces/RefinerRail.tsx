import { useState } from "react";
import { formatCount, formatCounted, formatShare } from "../lib/format.ts";
import { FAILURES } from "../lib/outcome.ts";
import { Icon } from "../ui/Icon.tsx";
import { OutcomeMark } from "../ui/OutcomeMark.tsx";
import type { Refiner, RefinerValue } from "./refiners.ts";
import "./refiner-rail.css";

export interface RefinerRailProps {
  refiners: readonly Refiner[];
  /** The number of matched traces: the full length of a bar. */
  total: number;
  brushed: boolean;
  /** Whether the filter already has the condition. */
  isActive: (condition: string) => boolean;
  onRefine: (condition: string, negate: boolean) => void;
}

/** Shown before "5 more" is pressed. */
const FEW = 7;
const FEW_BRUSHED = 5;

export function RefinerRail({ refiners, total, brushed, isActive, onRefine }: RefinerRailProps) {
  return (
    <>
      {brushed ? (
        <p className="rail-words">
          Share inside the selection, and in the rest <i className="rail-tick" />. Most different first.
        </p>
      ) : null}
      {refiners.map((refiner) => (
        <RefinerSection
          key={refiner.name}
          refiner={refiner}
          total={total}
          few={brushed ? FEW_BRUSHED : FEW}
          isActive={isActive}
          onRefine={onRefine}
        />
      ))}
    </>
  );
}

function RefinerSection({
  refiner,
  total,
  few,
  isActive,
  onRefine,
}: {
  refiner: Refiner;
  total: number;
  few: number;
  isActive: RefinerRailProps["isActive"];
  onRefine: RefinerRailProps["onRefine"];
}) {
  const [folded, setFolded] = useState(false);
  const [all, setAll] = useState(false);
  const shown = folded ? [] : all ? refiner.values : refiner.values.slice(0, few);
  const hidden = folded ? 0 : refiner.values.length - shown.length;
  return (
    <section className="rail-section">
      <h2>
        <button type="button" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          <Icon name={folded ? "chevron-right" : "chevron-down"} size={14} />
          {refiner.name}
        </button>
      </h2>
      <ul>
        {shown.map((value) => (
          <li key={value.label}>
            <ValueButton value={value} total={total} isActive={isActive} onRefine={onRefine} />
          </li>
        ))}
      </ul>
      {hidden > 0 || all ? (
        <button type="button" className="rail-more" onClick={() => setAll(!all)}>
          {all ? "fewer" : `${hidden} more`}
        </button>
      ) : null}
      {(all || hidden === 0) && !folded && (refiner.others ?? 0) > 0 ? (
        <p className="rail-words">
          {formatCounted(refiner.others ?? 0, "rarer one is", "rarer ones are")} not listed.
        </p>
      ) : null}
    </section>
  );
}

function ValueButton({
  value,
  total,
  isActive,
  onRefine,
}: {
  value: RefinerValue;
  total: number;
  isActive: RefinerRailProps["isActive"];
  onRefine: RefinerRailProps["onRefine"];
}) {
  const { condition } = value;
  const figure = value.inside === undefined ? formatCount(value.count) : formatShare(value.inside);
  return (
    <button
      type="button"
      className={value.inside === undefined ? "rail-value" : "rail-value rail-value-brushed"}
      disabled={condition === undefined}
      aria-pressed={condition !== undefined && isActive(condition)}
      title={
        condition === undefined
          ? value.label
          : `${value.label}: click for only these, Alt-click for all others`
      }
      onClick={(event) => {
        if (condition !== undefined) onRefine(condition, event.altKey);
      }}
    >
      <span className="rail-label">
        {value.outcome === undefined ? null : <OutcomeMark outcome={value.outcome} size={10} />}
        {value.place === undefined ? null : <i className={`rail-place rail-place-${value.place}`} />}
        <span>{value.label}</span>
      </span>
      <span className="rail-count">{figure}</span>
      {value.inside === undefined ? <CountBar value={value} total={total} /> : <ShareBar value={value} />}
    </button>
  );
}

/** As long as the share of the matched traces; failures in their colours from the left. */
function CountBar({ value, total }: { value: RefinerValue; total: number }) {
  return (
    <svg width="100%" height="2" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.max(0.8, percentOf(value.count, total))} height="2" fill="var(--rest)" />
      {failureParts(value, total).map((part) => (
        <rect key={part.outcome} x={part.x} width={part.width} height="2" fill={`var(--${part.outcome})`} />
      ))}
    </svg>
  );
}

function failureParts(value: RefinerValue, total: number) {
  let x = 0;
  return FAILURES.flatMap((outcome) => {
    const count = value.failures[outcome];
    if (count === 0) return [];
    // Wide enough to see one among thousands.
    const part = { outcome, x, width: Math.max(1.2, percentOf(count, total)) };
    x += part.width;
    return part;
  });
}

function percentOf(count: number, total: number): number {
  return total === 0 ? 0 : (count / total) * 100;
}

/** The share inside the brush in violet, the share of the rest as a tick. */
function ShareBar({ value }: { value: RefinerValue }) {
  const tick = Math.min(99.6, Math.max(0.4, (value.rest ?? 0) * 100));
  return (
    <svg width="100%" height="3" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
      <rect width={(value.inside ?? 0) * 100} height="3" fill="var(--accent-ink)" />
      <path d={`M${tick} -4V7`} stroke="var(--ink-1)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
