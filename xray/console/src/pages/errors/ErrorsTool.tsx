import type { RefObject } from "react";
import type { Values } from "../../address-values.ts";
import { ERROR_STATES, kindsIn } from "../../errors/errors-view.ts";
import type { ErrorState, ErrorsView } from "../../errors/errors-view.ts";
import type { ErrorKind } from "../../errors/error-kinds.ts";
import { formatCount } from "../../lib/format.ts";
import type { Scope } from "../../links.ts";
import { ChoiceMenu } from "../../ui/overlays/ChoiceMenu.tsx";
import { FindField } from "../FindField.tsx";
import { ErrorTabs } from "./ErrorTabs.tsx";

const LABELS: Readonly<Record<ErrorState, string>> = {
  new: "New",
  rising: "Rising",
  client: "Reached the client",
  handled: "Handled",
};
const SORTS = [
  { value: "news", label: "new, rising, faults" },
  { value: "count", label: "times" },
  { value: "first", label: "first seen" },
  { value: "last", label: "last seen" },
  { value: "name", label: "type" },
];

/** Tabs, chips of states, the order, and what is looked for. */
export function ErrorsTool({
  view,
  kinds,
  scope,
  isAdding,
  findRef,
  onChange,
}: {
  view: ErrorsView;
  kinds: readonly ErrorKind[] | undefined;
  scope: Scope;
  isAdding: boolean;
  findRef: RefObject<HTMLInputElement | null>;
  onChange: (values: Values) => void;
}) {
  return (
    <div className="answer-tool errors-tool">
      <ErrorTabs here="errors" scope={scope} count={kinds?.length} />
      <div className="errors-chips" role="group" aria-label="Which">
        {ERROR_STATES.map((state) => (
          <button
            key={state}
            type="button"
            className="errors-chip"
            aria-pressed={view.state === state}
            onClick={() => onChange({ state: view.state === state ? undefined : state })}
          >
            {LABELS[state]} <b>{kinds === undefined ? "" : formatCount(kindsIn(kinds, state).length)}</b>
          </button>
        ))}
      </div>
      <span className="answer-adding" role="status">
        {isAdding ? "Adding up all exceptions" : ""}
      </span>
      <span className="grow" />
      <span className="answer-wide">
        <ChoiceMenu
          name="Sort by"
          showName
          value={view.sort}
          choices={SORTS}
          onChange={(value) => onChange({ sort: value === "news" ? undefined : value })}
        />
      </span>
      <FindField label="Find a type or text" ref={findRef} />
    </div>
  );
}
