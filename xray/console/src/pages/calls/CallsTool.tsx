import type { RefObject } from "react";
import { Link } from "react-router";
import type { Values } from "../../address-values.ts";
import { CALL_KINDS } from "../../calls/call-rows.ts";
import type { CallKind } from "../../calls/call-rows.ts";
import type { CallsView, CallSort } from "../../calls/calls-view.ts";
import { formatRate } from "../../lib/format.ts";
import { callsPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { ChoiceMenu } from "../../ui/overlays/ChoiceMenu.tsx";
import { AgainstMenu } from "../AgainstMenu.tsx";
import { FindField } from "../FindField.tsx";

const TABS: Readonly<Record<CallKind, string>> = { sql: "Database", aws: "AWS", remote: "Remote" };
const TARGETS: Readonly<Record<CallKind, string>> = { sql: "Database", aws: "Resource", remote: "Host" };

const SORT_CHOICES: readonly { value: CallSort; label: string }[] = [
  { value: "total", label: "total time" },
  { value: "rate", label: "calls" },
  { value: "repeats", label: "calls a request" },
  { value: "mean", label: "mean" },
  { value: "p95", label: "p95" },
  { value: "failed", label: "failed" },
];

export function CallsTool({
  view,
  scope,
  rates,
  targets,
  versions,
  isAdding,
  findRef,
  onChange,
  onSort,
}: {
  view: CallsView;
  scope: Scope;
  rates: Partial<Record<CallKind, number>>;
  targets: readonly { key: string; name: string }[];
  versions: readonly string[] | undefined;
  isAdding: boolean;
  findRef: RefObject<HTMLInputElement | null>;
  onChange: (values: Values, options?: { replace?: boolean }) => void;
  onSort: (sort: CallSort) => void;
}) {
  return (
    <div className="answer-tool calls-tool">
      <nav className="calls-tabs" aria-label="Calls to">
        {CALL_KINDS.map((kind) => (
          <Link key={kind} to={callsPath(scope, kind)} aria-current={kind === view.kind ? "page" : undefined}>
            {TABS[kind]}
            {rates[kind] === undefined ? null : <i>{rates[kind] === 0 ? "0" : formatRate(rates[kind])}</i>}
          </Link>
        ))}
      </nav>
      <span className="answer-adding" role="status">
        {isAdding ? "Adding up all calls" : ""}
      </span>
      <span className="grow" />
      <ChoiceMenu
        name="Sort by"
        showName
        value={view.sort}
        choices={SORT_CHOICES}
        onChange={(value) => {
          const chosen = SORT_CHOICES.find((choice) => choice.value === value);
          if (chosen !== undefined && chosen.value !== view.sort) onSort(chosen.value);
        }}
      />
      {targets.length < 2 && view.target === "" ? null : (
        <span className="answer-wide calls-target">
          <ChoiceMenu
            name={TARGETS[view.kind]}
            showName
            value={view.target}
            choices={[
              { value: "", label: `all ${targets.length}` },
              ...targets.map(({ key, name }) => ({ value: key, label: name })),
            ]}
            onChange={(value) => onChange({ target: value, call: undefined }, { replace: true })}
          />
        </span>
      )}
      <span className="answer-wide">
        <AgainstMenu {...(versions && { versions })} />
      </span>
      <FindField label={view.kind === "sql" ? "Find in the text" : "Find a call"} ref={findRef} />
    </div>
  );
}
