import { formatCount, formatShare } from "../../lib/format.ts";
import type { Outcome } from "../../lib/outcome.ts";
import type { Figures } from "../../map-model/map-graph.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";

const BOXES = [
  { outcome: "ok", words: "ok" },
  { outcome: "error", words: "errors" },
  { outcome: "fault", words: "faults" },
  { outcome: "throttle", words: "throttled" },
] as const;

/** The outcomes in the filter. */
export function OutcomeBoxes({
  figures,
  chosen,
  onChoose,
}: {
  figures: Figures;
  chosen: readonly Outcome[];
  onChoose: (outcomes: readonly Outcome[]) => void;
}) {
  return (
    <fieldset className="outcomes">
      <legend className="visually-hidden">Outcomes</legend>
      {BOXES.map(({ outcome, words }) => {
        const isOn = chosen.includes(outcome);
        const count = figures.counts[outcome];
        return (
          <label key={outcome}>
            <input
              type="checkbox"
              className="visually-hidden"
              checked={isOn}
              onChange={() =>
                onChoose(isOn ? chosen.filter((other) => other !== outcome) : [...chosen, outcome])
              }
            />
            <span className={isOn ? "box box-on" : "box"} aria-hidden="true">
              {isOn ? <Icon name="check" size={10} /> : null}
            </span>
            <OutcomeMark outcome={outcome} size={10} label="" />
            {words}
            <b>{formatCount(count)}</b>
            <i>{figures.total > 0 ? formatShare(count / figures.total) : ""}</i>
          </label>
        );
      })}
    </fieldset>
  );
}
