import { formatDuration } from "../../lib/format.ts";
import type { Finding } from "../../trace-model/findings/finding.ts";
import { FindingMark } from "./details/part-looks.tsx";

/** Findings in words, each leading to its step; or that nothing stands out. */
export function FindingList({
  findings,
  quiet,
  chosenId,
  onChoose,
}: {
  findings: readonly Finding[];
  /** What to say when there is none. */
  quiet: string;
  chosenId: string;
  onChoose: (finding: Finding) => void;
}) {
  if (findings.length === 0) return <p className="findings findings-none">{quiet}</p>;
  return (
    <ul className="findings" aria-label="Findings">
      {findings.map((finding) => (
        <li key={`${finding.kind} ${finding.rowId}`}>
          <FindingMark kind={finding.kind} />
          <span className="finding-words">
            {finding.phrases.map((phrase) => {
              if (phrase.style === "strong") return <b key={phrase.text}>{phrase.text}</b>;
              return phrase.style === "code" ? <code key={phrase.text}>{phrase.text}</code> : phrase.text;
            })}
          </span>
          <button
            type="button"
            className="finding-at"
            aria-current={finding.rowId === chosenId || undefined}
            onClick={() => onChoose(finding)}
          >
            at {formatDuration(finding.atMs / 1000)}
          </button>
        </li>
      ))}
    </ul>
  );
}
