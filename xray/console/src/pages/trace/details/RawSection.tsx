import { formatCounted } from "../../../lib/format.ts";
import { useState } from "react";
import type { TraceNode } from "../../../trace-model/trace-node.ts";
import { CopyButton } from "../../../ui/CopyButton.tsx";
import { Section } from "./Section.tsx";

/** Longer documents are shown in part until asked for: a browser lays out megabytes of text slowly. */
const SHOWN_CHARACTERS = 20_000;

/** The document as the API returned it, children left out: each has its own. */
export function RawSection({ node }: { node: TraceNode }) {
  const [isWhole, setWhole] = useState(false);
  const text = rawText(node);
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

function rawText(node: TraceNode): string {
  const { subsegments, ...rest } = node.entity;
  const count = subsegments?.length ?? 0;
  return JSON.stringify(
    count > 0 ? { ...rest, subsegments: formatCounted(count, "more row") } : rest,
    undefined,
    2,
  );
}
