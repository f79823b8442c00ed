import { formatCounted } from "../../../lib/format.ts";
import { useState } from "react";
import type { Step } from "../../../trace-model/step.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Section } from "./Section.tsx";

/** Longer documents are shown in part at first: a browser lays out megabytes of text slowly. */
const SHOWN_CHARACTERS = 20_000;

/** The document as the API returned it, without children, which have their own. */
export function RawSection({ step }: { step: Step }) {
  const [isWhole, setWhole] = useState(false);
  const text = rawText(step);
  const shown = isWhole ? text : text.slice(0, SHOWN_CHARACTERS);
  return (
    <Section
      id="raw"
      title="Raw"
      tool={<CopyButton text={text} label="Copy the document" className="ctl ctl-square ctl-small" />}
    >
      <pre className="code-box">{shown}</pre>
      {shown.length < text.length ? (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          Show all {text.length.toLocaleString("en-US")} characters
        </button>
      ) : null}
    </Section>
  );
}

function rawText(step: Step): string {
  const { subsegments, ...rest } = step.entity;
  const count = subsegments?.length ?? 0;
  return JSON.stringify(
    count > 0 ? { ...rest, subsegments: formatCounted(count, "more row") } : rest,
    undefined,
    2,
  );
}
