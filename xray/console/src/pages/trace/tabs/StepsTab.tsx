import { useMemo } from "react";
import {
  formatCount,
  formatCounted,
  formatDuration,
  formatMinute,
  formatShare,
  timesWords,
} from "../../../lib/format.ts";
import type { Sort } from "../../../links.ts";
import { durationOf } from "../../../trace-model/alike-steps.ts";
import { makeLogAxis, sortStepRows, toStepRows } from "../../../trace-model/step-table.ts";
import type { LogAxis, StepColumn, StepRow } from "../../../trace-model/step-table.ts";
import type { Step, TraceTree } from "../../../trace-model/step.ts";
import { unusualTimes } from "../../../trace-model/usual.ts";
import type { Usual } from "../../../trace-model/usual.ts";
import { Duration } from "../../../ui/Figure.tsx";
import { OutcomeMark } from "../../../ui/OutcomeMark.tsx";
import { useKeys } from "../../../ui/use-keys.ts";
import { useNowSec } from "../../../ui/use-now.ts";
import { useWindow } from "../../../ui/use-window.ts";
import type { UsualFigures } from "../state/use-usual.ts";
import { StepDots } from "./StepDots.tsx";

const ROW_HEIGHT = 32;
const USUAL_SORT: Sort = { by: "self", descending: true };
/** A median that differs less is as usual. */
const AS_USUAL = 1.5;

const COLUMNS: readonly { id: StepColumn; label: string; name: string }[] = [
  { id: "name", label: "Step", name: "Step" },
  { id: "calls", label: "calls", name: "Calls" },
  { id: "total", label: "total", name: "Total" },
  { id: "self", label: "self", name: "Self" },
];

/** Every kind of step with its figures, each call a dot on one axis, and what is usual. */
export function StepsTab({
  tree,
  usual,
  stepId,
  sort,
  onSort,
  onStep,
}: {
  tree: TraceTree;
  usual: UsualFigures;
  /** The selected step. */
  stepId: string;
  /** Undefined: the usual order. */
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
  onStep: (id: string) => void;
}) {
  const order = sort ?? USUAL_SORT;
  const rows = useMemo(() => toStepRows(tree), [tree]);
  const { usualOf } = usual;
  const sorted = useMemo(
    () => sortStepRows(rows, order, (row) => ratioOf(row, usualOfRow(row, usualOf))),
    [rows, order, usualOf],
  );
  const axis = useMemo(() => makeLogAxis(tree.steps.map(durationOf)), [tree]);
  const at = sorted.findIndex((row) => row.steps.some((step) => step.id === stepId));
  const { start, end, attach, onScroll, scrollTo } = useWindow(sorted.length, ROW_HEIGHT);
  const choose = (row: StepRow | undefined) => {
    const target = row && stepOf(row);
    if (row && target && !row.steps.some((step) => step.id === stepId)) onStep(target.id);
  };
  const move = (to: number) => {
    const index = Math.min(sorted.length - 1, Math.max(0, to));
    // The head lies over the first row in view, so the row below has to fit, too.
    scrollTo(index + 1);
    scrollTo(index);
    choose(sorted[index]);
  };
  useKeys({
    j: () => move(at + 1),
    k: () => move(at - 1),
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    Home: () => move(0),
    End: () => move(sorted.length),
    PageDown: () => move(at + 20),
    PageUp: () => move(at - 20),
  });
  const sortBy = (by: StepColumn) => {
    const next = { by, descending: order.by === by ? !order.descending : by !== "name" };
    onSort(next.by === USUAL_SORT.by && next.descending ? undefined : next);
  };
  return (
    <div className="steps">
      <div
        className="steps-grid"
        ref={attach}
        onScroll={onScroll}
        role="grid"
        aria-label="Statistics of steps"
        aria-rowcount={sorted.length + 1}
        aria-activedescendant={at < 0 ? undefined : `steps-${at}`}
        tabIndex={0}
      >
        <Head axis={axis} order={order} onSort={sortBy} />
        <div role="presentation" className="steps-rows" style={{ height: sorted.length * ROW_HEIGHT }}>
          {sorted.slice(start, end).map((row, index) => (
            <Row
              key={row.key}
              row={row}
              index={start + index}
              isSelected={start + index === at}
              stepId={stepId}
              axis={axis}
              usual={usualOfRow(row, usualOf)}
              onChoose={choose}
            />
          ))}
        </div>
        <Foot tree={tree} kinds={rows.length} usual={usual} />
      </div>
    </div>
  );
}

function Head({ axis, order, onSort }: { axis: LogAxis; order: Sort; onSort: (by: StepColumn) => void }) {
  const cell = ({ id, label, name }: (typeof COLUMNS)[number]) => (
    <div
      key={id}
      role="columnheader"
      aria-sort={order.by !== id ? undefined : order.descending ? "descending" : "ascending"}
      className={`steps-${id}`}
    >
      <button type="button" title={`Sort by ${name.toLowerCase()}`} onClick={() => onSort(id)}>
        {label}
        {order.by === id ? (order.descending ? " ↓" : " ↑") : ""}
      </button>
    </div>
  );
  return (
    <div className="steps-head" role="row" aria-rowindex={1}>
      {COLUMNS.map(cell)}
      <div role="columnheader" className="steps-share">
        share
      </div>
      {cell({ id: "median", label: "median", name: "Median" })}
      {cell({ id: "p95", label: "p95", name: "p95" })}
      <div role="columnheader" className="steps-dots">
        <span>{formatDuration(axis.fromMs / 1000)}</span>
        <span>each call, line: usual</span>
        <span>{formatDuration(axis.toMs / 1000)}</span>
      </div>
      {cell({ id: "usual", label: "× usual", name: "times usual" })}
    </div>
  );
}

function Row({
  row,
  index,
  isSelected,
  stepId,
  axis,
  usual,
  onChoose,
}: {
  row: StepRow;
  index: number;
  isSelected: boolean;
  stepId: string;
  axis: LogAxis;
  usual: Usual | undefined;
  onChoose: (row: StepRow) => void;
}) {
  const isOne = row.steps.length === 1;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the focus, and the view answers its keys
    <div
      id={`steps-${index}`}
      className="steps-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ top: index * ROW_HEIGHT }}
      onClick={() => onChoose(row)}
    >
      <div role="gridcell" className="steps-name" title={[row.name, row.detail].filter(Boolean).join(" ")}>
        <i
          className="steps-spine"
          style={{ background: `var(--${row.outcome === "ok" ? row.place : row.outcome})` }}
        />
        {row.isSegment ? <b>{row.name}</b> : <span>{row.name}</span>}
        <span className="steps-detail">{row.detail}</span>
        {row.outcome === "ok" ? null : <OutcomeMark outcome={row.outcome} size={10} />}
      </div>
      <div role="gridcell" className="steps-calls">
        {isOne ? "1" : `×${formatCount(row.steps.length)}`}
      </div>
      <div role="gridcell" className="steps-total">
        <Duration sec={row.totalMs / 1000} />
      </div>
      <div role="gridcell" className="steps-self">
        <b>
          <Duration sec={row.selfMs / 1000} />
        </b>
      </div>
      <div role="gridcell" className="steps-share">
        {formatShare(row.share)}
        <i className="steps-share-bar">
          <i
            style={{
              width: `${Math.min(1, row.share) * 100}%`,
              background: `var(--${row.outcome === "ok" ? row.place : row.outcome})`,
            }}
          />
        </i>
      </div>
      <div role="gridcell" className="steps-median">
        {isOne ? null : <Duration sec={row.medianMs / 1000} />}
      </div>
      <div role="gridcell" className="steps-p95">
        {isOne ? null : <Duration sec={row.p95Ms / 1000} />}
      </div>
      <div role="gridcell" className="steps-dots">
        <StepDots row={row} axis={axis} usual={usual} stepId={stepId} />
      </div>
      <div role="gridcell" className="steps-usual">
        <UsualWords row={row} usual={usual} />
      </div>
    </div>
  );
}

function UsualWords({ row, usual }: { row: StepRow; usual: Usual | undefined }) {
  const ratio = ratioOf(row, usual);
  if (ratio === undefined || usual === undefined) return <span title="Not known of other traces">–</span>;
  const title = `Half of ${formatCount(usual.count)} take under ${formatDuration(usual.ms / 1000)}`;
  if (ratio < AS_USUAL && ratio > 1 / AS_USUAL) return <span title={title}>as usual</span>;
  const isFar = unusualTimes(row.medianMs, usual) !== undefined;
  return isFar ? <b title={title}>×{timesWords(ratio)}</b> : <span title={title}>×{timesWords(ratio)}</span>;
}

function Foot({ tree, kinds, usual }: { tree: TraceTree; kinds: number; usual: UsualFigures }) {
  const nowSec = useNowSec();
  const { traces, range, hasFailed } = usual;
  const when = range
    ? `, ${formatMinute(range.startSec, nowSec)} to ${formatMinute(range.endSec, nowSec)}`
    : "";
  const basis = hasFailed
    ? "What is usual could not be read."
    : traces === undefined
      ? ""
      : `Usual: the median of the same request or call in ${formatCounted(traces, "trace")} of this URL${when}; of fewer than 20 nothing is said.`;
  return (
    <p className="steps-foot">
      {formatCounted(kinds, "name")}, {formatCounted(tree.steps.length, "step")}. {basis} An outlier took more
      than 3 times the median of its siblings.
    </p>
  );
}

/** A row leads to its first outlier, else to its longest step. */
function stepOf(row: StepRow): Step | undefined {
  return row.outliers[0]?.step ?? row.steps.toSorted((a, b) => durationOf(b) - durationOf(a))[0];
}

function usualOfRow(row: StepRow, usualOf: UsualFigures["usualOf"]): Usual | undefined {
  const [first] = row.steps;
  return first && usualOf(first);
}

function ratioOf(row: StepRow, usual: Usual | undefined): number | undefined {
  return usual === undefined || usual.ms <= 0 ? undefined : row.medianMs / usual.ms;
}
