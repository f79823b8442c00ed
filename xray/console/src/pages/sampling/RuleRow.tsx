import type { KeyboardEvent } from "react";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import { formatCount, formatShare } from "../../lib/format.ts";
import { isSkippedBySdks } from "../../sampling/decision.ts";
import { ruleMatches } from "../../sampling/rule-words.ts";
import { windowsTop } from "../../sampling/windows.ts";
import type { RuleWindows } from "../../sampling/windows.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";

export function RuleRow({
  rule,
  windows,
  selected,
  onSelect,
  onEdit,
  onDelete,
  onMove,
  onDrop,
}: {
  rule: SamplingRule;
  windows: RuleWindows;
  selected: boolean;
  onSelect: () => void;
  onEdit: () => void;
  onDelete: () => void;
  /** Moves it one place up (-1) or down (1). */
  onMove: (by: number) => void;
  /** It was dragged to the place of another rule, counted from 0. */
  onDrop: (place: number) => void;
}) {
  const isDefault = rule.RuleName === "Default";
  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || isDefault || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(event.key === "ArrowUp" ? -1 : 1);
  }
  return (
    <li className={selected ? "rule rule-selected" : "rule"} data-rule={rule.RuleName}>
      {isDefault ? (
        <span className="rule-grip" title="Default stays last">
          <Icon name="lock" />
        </span>
      ) : (
        <button
          type="button"
          className="rule-grip"
          aria-label={`Move ${rule.RuleName}: Alt and the arrow keys`}
          title="Drag, or Alt and the arrow keys"
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerUp={(event) => {
            const place = placeAt(event.clientX, event.clientY);
            if (place !== undefined) onDrop(place);
          }}
          onKeyDown={onKeyDown}
        >
          <Icon name="grip" />
        </button>
      )}
      <span className="rule-priority">{rule.Priority}</span>
      <div className="rule-body">
        <h2>
          <button
            type="button"
            className="rule-name"
            aria-pressed={selected}
            onClick={onSelect}
            onKeyDown={onKeyDown}
          >
            {rule.RuleName}
          </button>
        </h2>
        <RuleMatches rule={rule} />
        {isSkippedBySdks(rule) ? (
          <p className="rule-warning">
            <OutcomeMark outcome="error" size={11} label="" />
            SDKs skip this rule: it has {rule.ResourceARN === "*" ? "attributes" : "a resource"}.
          </p>
        ) : null}
        {isDefault && rule.FixedRate >= 1 ? (
          <p className="rule-note">100 % here. On AWS it starts at 1 a second and 5 %.</p>
        ) : null}
      </div>
      <dl className="rule-takes">
        <dt>reservoir</dt>
        <dd>
          {formatCount(rule.ReservoirSize)}
          <i className="unit">/s</i>
        </dd>
        <dt>then</dt>
        <dd>{formatShare(rule.FixedRate)}</dd>
      </dl>
      <WindowChart windows={windows} />
      {windows.seen === 0 ? (
        <p className="rule-none">no request</p>
      ) : (
        <dl className="rule-sums">
          <dt>seen</dt>
          <dd>{formatCount(windows.seen)}</dd>
          <dt>taken</dt>
          <dd>
            <b>{formatCount(windows.taken)}</b>
          </dd>
          <dt>borrowed</dt>
          <dd>{formatCount(windows.borrowed)}</dd>
        </dl>
      )}
      <div className="rule-end">
        <span className="rule-share">
          {windows.seen === 0 ? "" : formatShare(windows.taken / windows.seen)}
        </span>
        <RuleTools name={rule.RuleName} onEdit={onEdit} onDelete={isDefault ? undefined : onDelete} />
      </div>
    </li>
  );
}

function RuleTools({
  name,
  onEdit,
  onDelete,
}: {
  name: string;
  onEdit: () => void;
  onDelete: (() => void) | undefined;
}) {
  return (
    <span className="rule-tools">
      <button
        type="button"
        className="ctl ctl-square"
        aria-label={`Edit ${name}`}
        title="Edit"
        onClick={onEdit}
      >
        <Icon name="pencil" />
      </button>
      {onDelete === undefined ? null : (
        <button
          type="button"
          className="ctl ctl-square"
          aria-label={`Delete ${name}`}
          title="Delete"
          onClick={onDelete}
        >
          <Icon name="bin" />
        </button>
      )}
    </span>
  );
}

/** The rule under the pointer. */
function placeAt(x: number, y: number): number | undefined {
  const item = document.elementFromPoint(x, y)?.closest("[data-rule]");
  const place = [...(item?.parentElement?.children ?? [])].findIndex((other) => other === item);
  return place === -1 ? undefined : place;
}

function RuleMatches({ rule }: { rule: SamplingRule }) {
  const parts = ruleMatches(rule);
  if (parts.length === 0) return <p className="rule-matches">everything else</p>;
  return (
    <p className="rule-matches">
      {parts.map(({ kind, text }) =>
        kind === "pattern" ? (
          <code key={text}>{text} </code>
        ) : kind === "method" ? (
          <b key={text}>{text} </b>
        ) : (
          <span key={text}>{text} </span>
        ),
      )}
    </p>
  );
}

const CHART = { width: 330, height: 56, step: 11, bar: 9 };

/** Solid for sampled, hollow for borrowed, pale for not sampled; the rule's own scale is at the right. */
function WindowChart({ windows }: { windows: RuleWindows }) {
  const top = windowsTop(windows.windows);
  const scale = CHART.height / top;
  const label = `${windows.taken} of ${windows.seen} requests taken in the last 5 minutes`;
  return (
    <svg
      className="rule-chart"
      viewBox={`0 0 ${CHART.width + 26} ${CHART.height + 1}`}
      role="img"
      aria-label={label}
    >
      {windows.seen === 0 ? null : (
        <>
          <path d={`M0 .5H${CHART.width}`} stroke="var(--line-1)" />
          <text x={CHART.width + 6} y="9">
            {formatCount(top)}
          </text>
        </>
      )}
      {windows.windows.map(({ startSec, taken, borrowed, letGo }, index) => {
        const x = index * CHART.step;
        const takenTop = CHART.height - taken * scale;
        const borrowedTop = takenTop - borrowed * scale;
        const letTop = borrowedTop - letGo * scale;
        return (
          <g key={startSec}>
            <rect x={x} y={letTop} width={CHART.bar} height={letGo * scale} fill="var(--let)" />
            {borrowed === 0 ? null : (
              <rect
                x={x + 0.5}
                y={borrowedTop + 0.5}
                width={CHART.bar - 1}
                height={Math.max(1, borrowed * scale - 1)}
                fill="none"
                stroke="var(--took)"
              />
            )}
            <rect x={x} y={takenTop} width={CHART.bar} height={taken * scale} fill="var(--took)" />
          </g>
        );
      })}
      <path d={`M0 ${CHART.height + 0.5}H${CHART.width}`} stroke="var(--line-2)" />
    </svg>
  );
}
