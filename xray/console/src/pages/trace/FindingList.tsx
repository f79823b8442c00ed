import { useState } from "react";
import { formatDuration } from "../../lib/format.ts";
import type { Finding } from "../../trace-model/findings/finding.ts";
import type { PassedOn } from "../../trace-model/failures/passed-on.ts";
import { Icon } from "../../ui/Icon.tsx";
import { FindingMark } from "./details/part-looks.tsx";

/** Findings in words, each leading to its step wherever it is pressed; or that nothing stands out. */
export function FindingList({
  findings,
  quiet,
  chosenId,
  onStep,
}: {
  findings: readonly Finding[];
  /** What to say when there is none. */
  quiet: string;
  chosenId: string;
  onStep: (id: string) => void;
}) {
  if (findings.length === 0) return <p className="findings findings-none">{quiet}</p>;
  return (
    <ul className="findings" aria-label="Findings">
      {findings.map((finding) => (
        <FindingRow
          key={`${finding.kind} ${finding.rowId}`}
          finding={finding}
          isChosen={finding.rowId === chosenId}
          onStep={onStep}
        />
      ))}
    </ul>
  );
}

function FindingRow({
  finding,
  isChosen,
  onStep,
}: {
  finding: Finding;
  isChosen: boolean;
  onStep: (id: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const { kind, phrases, rowId, atMs, passedOn = [] } = finding;
  return (
    <li>
      <div className="finding">
        <FindingMark kind={kind} />
        <span className="finding-words">
          {phrases.map((phrase) => {
            if (phrase.style === "strong") return <b key={phrase.text}>{phrase.text}</b>;
            return phrase.style === "code" ? <code key={phrase.text}>{phrase.text}</code> : phrase.text;
          })}
          {passedOn.length > 0 ? (
            <button
              type="button"
              className="finding-fold"
              aria-expanded={isOpen}
              onClick={() => setOpen((open) => !open)}
            >
              <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={14} />
              passed on {passedOn.length} times
            </button>
          ) : null}
        </span>
        {/* Its press reaches over the whole row. */}
        <button
          type="button"
          className="finding-at"
          aria-current={isChosen || undefined}
          onClick={() => onStep(rowId)}
        >
          at {formatDuration(atMs / 1000)}
        </button>
      </div>
      {isOpen ? <Consequences passedOn={passedOn} onStep={onStep} /> : null}
    </li>
  );
}

/** The services that failed because of it, from where it began to the client. */
function Consequences({ passedOn, onStep }: { passedOn: readonly PassedOn[]; onStep: (id: string) => void }) {
  return (
    <ul className="consequences" aria-label="Passed on">
      {passedOn.map(({ step, outcome, words }) => (
        <li key={step.id}>
          <button type="button" onClick={() => onStep(step.id)}>
            <svg
              className={`passed-${outcome}`}
              width="10"
              height="10"
              viewBox="0 0 10 10"
              aria-hidden="true"
            >
              <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
            </svg>
            <b>{step.name}</b> {words}
          </button>
        </li>
      ))}
    </ul>
  );
}
