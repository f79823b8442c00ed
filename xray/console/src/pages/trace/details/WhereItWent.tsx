import { formatShare } from "../../../lib/format.ts";
import type { TimeBreakdown, TimePart } from "../../../trace-model/critical-path/time-breakdown.ts";
import { Duration } from "../../../ui/Figure.tsx";
import { partClass, PartSwatch, partStyle } from "./part-looks.tsx";

/** Smaller parts are in the bar but not in the legend, which they would only crowd. */
const LEAST_NAMED_SHARE = 0.002;

/** A bar that adds up to the response, with each part by name. A part links to the step that took most of it. */
export function WhereItWent({ parts, onStep }: { parts: TimeBreakdown; onStep: (id: string) => void }) {
  const named = parts.filter((part) => part.share >= LEAST_NAMED_SHARE);
  return (
    <section className="went" aria-label="Where the time went">
      <div className="went-bar" aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part.key}
            className={partClass(part)}
            style={{ ...partStyle(part), flexGrow: part.durationMs }}
            title={titleOf(part)}
          />
        ))}
      </div>
      <ul className="went-parts">
        {named.map((part, index) => (
          <li key={part.key}>
            <button
              type="button"
              className={index === 0 ? "went-part went-most" : "went-part"}
              title={titleOf(part)}
              onClick={() => onStep(part.longestId)}
            >
              <PartSwatch part={part} />
              {part.label}{" "}
              <b>
                <Duration sec={part.durationMs / 1000} />
              </b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf(part: TimePart): string {
  return `${part.label}, ${formatShare(part.share)} of the response`;
}
