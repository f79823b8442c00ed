import { useState } from "react";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { formatCount, formatDuration, formatMinute, formatShare } from "../../lib/format.ts";
import type { Target } from "../../targets/stored-targets.ts";
import { ChoiceMenu } from "../../ui/overlays/ChoiceMenu.tsx";
import {
  isGone,
  lengthText,
  OVER_CHOICES,
  parseLength,
  parseShare,
  shareText,
} from "../../targets/target-budget.ts";
import type { Budget } from "../../targets/target-budget.ts";
import type { TargetFigures } from "./use-target.ts";

const USUAL: Omit<Target, "withinSec"> = { share: 0.95, overSec: 24 * 3600, alarm: false };

/** How soon it should answer, whether it does, and how much of what may be slow or fail is left. */
export function TargetSection({
  figures,
  name,
  medianSec,
  earlierWords,
  nowSec,
}: {
  figures: TargetFigures;
  /** Of what is looked at. */
  name: string;
  medianSec: number;
  /** `the hour before` */
  earlierWords: string;
  nowSec: number;
}) {
  const { target, change, share, earlierShare, budget, range } = figures;
  return (
    <section className="service-side-section" aria-labelledby="service-target">
      <h2 id="service-target">
        Target <span>for {name}</span>
        {target === undefined ? null : (
          <button
            type="button"
            className="link"
            aria-pressed={target.alarm}
            title="Health marks it when its budget is gone"
            onClick={() => change({ ...target, alarm: !target.alarm })}
          >
            Alarm: {target.alarm ? "on" : "off"}
          </button>
        )}
      </h2>
      {target === undefined ? (
        <p className="service-target-none">
          No target. Half take under {formatDuration(medianSec)};{" "}
          <button
            type="button"
            className="link"
            onClick={() => change({ ...USUAL, withinSec: roundLength(medianSec * 2) })}
          >
            set one
          </button>
          .
        </p>
      ) : (
        <>
          <TargetFields key={`${target.share} ${target.withinSec}`} target={target} onChange={change} />
          <p className="service-kept">
            <b>{share === undefined ? "–" : formatShare(share)}</b> in the range
            {earlierShare === undefined ? "" : `, ${formatShare(earlierShare)} in ${earlierWords}`}
          </p>
          <Kept range={range} target={target} />
          {budget === undefined ? null : <BudgetBar budget={budget} target={target} nowSec={nowSec} />}
        </>
      )}
    </section>
  );
}

/** Twice the median is a round length to begin with: 92 ms → 100 ms. */
function roundLength(sec: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(0.001, sec)));
  const step = [1, 2, 3, 5, 10].find((each) => each * power >= sec) ?? 10;
  return Math.max(0.001, Math.round(step * power * 1000) / 1000);
}

/** What is written counts when the field is left, or by Enter. */
function TargetFields({
  target,
  onChange,
}: {
  target: Target;
  onChange: (target: Target | undefined) => void;
}) {
  return (
    <div className="service-target">
      <TargetField
        label="Share of requests"
        text={shareText(target.share)}
        parse={parseShare}
        problem="A share between 0 and 100 %, such as 95 %"
        onChange={(share) => onChange({ ...target, share })}
      />
      answered within
      <TargetField
        label="Longest response"
        text={lengthText(target.withinSec)}
        parse={parseLength}
        problem="A length, such as 300 ms or 1.5 s"
        onChange={(withinSec) => onChange({ ...target, withinSec })}
      />
      over
      <ChoiceMenu
        name="Over"
        value={String(target.overSec)}
        choices={[
          ...OVER_CHOICES.map(({ sec, label }) => ({ value: String(sec), label })),
          { value: "", label: "No target" },
        ]}
        onChange={(value) => onChange(value === "" ? undefined : { ...target, overSec: Number(value) })}
      />
    </div>
  );
}

function TargetField({
  label,
  text,
  parse,
  problem,
  onChange,
}: {
  label: string;
  text: string;
  parse: (text: string) => number | undefined;
  problem: string;
  onChange: (value: number) => void;
}) {
  const [written, setWritten] = useState(text);
  const value = parse(written);
  const finish = () => {
    if (value === undefined) setWritten(text);
    else if (written !== text) onChange(value);
  };
  return (
    <span className="service-target-field">
      <input
        type="text"
        aria-label={label}
        aria-invalid={value === undefined}
        title={value === undefined ? problem : undefined}
        size={Math.max(4, written.length)}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") finish();
          else if (event.key === "Escape") setWritten(text);
        }}
      />
      {value === undefined ? (
        <span className="service-problem" role="alert">
          {problem}
        </span>
      ) : null}
    </span>
  );
}

const WIDTH = 376;
const HEIGHT = 46;
const LINE = 8;

/** The share that was kept, column by column: full bars where it was, and the line of the target. */
function Kept({ range: [all, good], target }: { range: readonly SetFigures[]; target: Target }) {
  const counts = all?.columns?.count ?? [];
  const pitch = WIDTH / Math.max(1, counts.length);
  // The axis ends at the target's own share below the line, so that 94 and 99 % are told apart.
  const toHeight = (share: number) =>
    (HEIGHT - LINE) * Math.max(0.06, Math.min(1, share / target.share) ** 3);
  const paths = { kept: "", missed: "" };
  for (const [column, count] of counts.entries()) {
    if (count === 0) continue;
    const share = (good?.columns?.count[column] ?? 0) / count;
    const height = toHeight(share);
    const isKept = share >= target.share;
    paths[isKept ? "kept" : "missed"] +=
      `M${(column * pitch).toFixed(1)} ${HEIGHT}v${(-height).toFixed(1)}h${Math.max(1, pitch - 1).toFixed(1)}V${HEIGHT}z`;
  }
  return (
    <svg
      className="service-kept-bars"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="Share within the target over time"
    >
      <path d={`M0 ${LINE - 0.5}H${WIDTH}`} stroke="var(--ink-2)" strokeDasharray="1 3" />
      <path d={paths.kept} fill="var(--dot)" fillOpacity=".4" />
      <path d={paths.missed} fill="var(--error)" />
    </svg>
  );
}

function BudgetBar({ budget, target, nowSec }: { budget: Budget; target: Target; nowSec: number }) {
  const { allowed, used, usedInRange, goneAtSec } = budget;
  const scale = Math.max(1, allowed, used);
  const over =
    OVER_CHOICES.find(({ sec }) => sec === target.overSec)?.label ?? formatDuration(target.overSec);
  const before = ((used - usedInRange) / scale) * 100;
  return (
    <>
      <h3>
        Budget{" "}
        <span>
          {shareText(1 - target.share)} of {over} is {formatCount(allowed)} slow or failed{" "}
          {allowed === 1 ? "request" : "requests"}
        </span>
      </h3>
      <svg className="service-budget" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="10" fill="var(--let)" />
        <rect width={before} height="10" fill="var(--took)" />
        <rect x={before} width={(usedInRange / scale) * 100} height="10" fill="var(--error)" />
      </svg>
      <p className="service-budget-words">
        {isGone(budget) ? (
          <>
            <b>All of it is used</b>, {formatCount(used - allowed)} more than allowed,{" "}
            {formatCount(usedInRange)} of it in this range.
          </>
        ) : (
          <>
            <b>{formatShare(allowed === 0 ? 0 : used / allowed)} used</b>, {formatCount(usedInRange)} of it in
            this range.
            {goneAtSec === undefined ? (
              ""
            ) : (
              <>
                {" "}
                At this pace the rest is gone at <b>{formatMinute(goneAtSec, nowSec)}</b>.
              </>
            )}
          </>
        )}
      </p>
    </>
  );
}
