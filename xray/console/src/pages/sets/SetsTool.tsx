import { Link } from "react-router";
import { tracesPath } from "../../links.ts";
import { conditionWords, fieldLabel } from "../../sets/field-words.ts";
import { formatConditions } from "../../sets/set-text.ts";
import { namedValue } from "../../sets/sets-verdict.ts";
import { PRESETS } from "../../sets/sets-view.ts";
import type { Preset } from "../../sets/sets-view.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ChoiceMenu } from "../../ui/overlays/ChoiceMenu.tsx";
import type { SetsAddress } from "./use-sets-view.ts";

const LABELS: Readonly<Record<Preset, string>> = {
  rest: "Selection, rest",
  faults: "Faults, ok",
  before: "Now, before",
  filters: "Two filters",
};
const AGAINST = [
  { value: "before", label: "the range before" },
  { value: "day", label: "the same time yesterday" },
];

/** Which two, which way round, and what is kept in both. */
export function SetsTool({ address, isAdding }: { address: SetsAddress; isAdding: boolean }) {
  const { view, scope, preset } = address;
  const against = [view.a, view.b].find(({ kind }) => kind === "before" || kind === "day")?.kind;
  return (
    <div className="answer-tool sets-tool">
      <Link
        className="ctl ctl-square"
        aria-label="Back to the traces"
        to={tracesPath(scope, { filter: view.filter })}
      >
        <Icon name="chevron-left" />
      </Link>
      <strong className="sets-title">Compare sets</strong>
      <div className="answer-segments" role="group" aria-label="What against what">
        {PRESETS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === preset}
            onClick={() => address.choose(each)}
          >
            {LABELS[each]}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="ctl ctl-square"
        aria-label="Swap A and B"
        title="Swap A and B, W"
        onClick={address.swap}
      >
        <Icon name="swap" />
      </button>
      {against === undefined ? null : (
        <span className="answer-wide">
          <ChoiceMenu
            name="Against"
            showName
            value={against}
            choices={AGAINST}
            onChange={(value) => address.setAgainst(value === "day" ? "day" : "before")}
          />
        </span>
      )}
      {view.hold.map((condition) => {
        const { field, not = false } = condition;
        const words = namedValue(field, `${not ? "not " : ""}${conditionWords(condition)}`);
        return (
          <button
            key={formatConditions([condition])}
            type="button"
            className="ctl sets-held"
            aria-label={`Let go of ${words}`}
            title={`${fieldLabel(field)} is kept in both`}
            onClick={() => address.release(condition)}
          >
            both <b>{words}</b> <Icon name="close" size={14} />
          </button>
        );
      })}
      <span className="answer-adding" role="status">
        {isAdding ? "Adding up both sets" : ""}
      </span>
      <span className="grow" />
      <span className="answer-wide">
        <CopyButton text={globalThis.location.href} words="Copy link" className="ctl" />
      </span>
    </div>
  );
}
