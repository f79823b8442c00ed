import type { RefObject } from "react";
import type { Values } from "../../address-values.ts";
import type { ServiceSort, ServicesView } from "./services-view.ts";
import { ChoiceMenu } from "../../ui/overlays/ChoiceMenu.tsx";
import { AgainstMenu } from "../AgainstMenu.tsx";
import { FindField } from "../FindField.tsx";

const SORT_CHOICES: readonly { value: ServiceSort; label: string }[] = [
  { value: "worse", label: "got worse" },
  { value: "rate", label: "requests" },
  { value: "p50", label: "p50" },
  { value: "p95", label: "p95" },
  { value: "p99", label: "p99" },
  { value: "fault", label: "faults" },
  { value: "throttle", label: "throttled" },
  { value: "error", label: "errors" },
  { value: "name", label: "name" },
];

export function ServicesTool({
  view,
  versions,
  adding,
  findRef,
  onChange,
  onSort,
}: {
  view: ServicesView;
  versions: readonly string[] | undefined;
  /** What is being added up, and how far it is; empty: nothing. */
  adding: string;
  findRef: RefObject<HTMLInputElement | null>;
  onChange: (values: Values, options?: { replace?: boolean }) => void;
  onSort: (sort: ServiceSort) => void;
}) {
  const choose = (values: Values) => onChange(values, { replace: true });
  return (
    <div className="answer-tool">
      <div className="answer-segments" role="group" aria-label="Rows">
        <button type="button" aria-pressed={view.by === "service"} onClick={() => choose({ by: undefined })}>
          By service
        </button>
        <button
          type="button"
          aria-pressed={view.by === "endpoint"}
          onClick={() => choose({ by: "endpoint" })}
        >
          Endpoints
        </button>
      </div>
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
      <span className="answer-wide">
        <AgainstMenu {...(versions && { versions })} />
      </span>
      <span className="answer-adding" role="status">
        {adding}
      </span>
      <span className="grow" />
      <FindField label="Find a service or URL" ref={findRef} />
    </div>
  );
}
