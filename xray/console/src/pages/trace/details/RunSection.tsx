import { formatDuration } from "../../../lib/format.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../../../lib/statistics.ts";
import type { RunEntry } from "../../../timeline/fold-rows.ts";
import type { Fact } from "./facts.ts";
import { Section } from "./Section.tsx";
import { ValueList } from "./ValueList.tsx";

/** Further ones are shown when the run is unfolded. */
const MOST_LISTED = 50;

/** Alike steps together, and each of them. */
export function RunSection({ run, onStep }: { run: RunEntry; onStep: (id: string) => void }) {
  return (
    <>
      <Section id="overview" title="Overview">
        <ValueList facts={runFacts(run)} filterPath={() => ""} />
      </Section>
      <Section id="steps" title="Steps">
        <ol className="run-steps">
          {run.rows.slice(0, MOST_LISTED).map((row) => (
            <li key={row.id}>
              <button type="button" className="link" onClick={() => onStep(row.id)}>
                at {formatDuration(row.startMs / 1000)}
              </button>
              <span>{formatDuration(row.durationMs / 1000)}</span>
            </li>
          ))}
        </ol>
        {run.rows.length > MOST_LISTED ? (
          <p className="dim">and {run.rows.length - MOST_LISTED} more</p>
        ) : null}
      </Section>
    </>
  );
}

function runFacts(run: RunEntry): Fact[] {
  const times = sortNumbers(run.rows.map((row) => row.durationMs));
  const words = (ms: number) => formatDuration(ms / 1000);
  return [
    { term: "Took", value: words(run.sumMs), note: `together, ${run.rows.length} times`, isStrong: true },
    {
      term: "Each",
      value: words(percentile(times, 0.5)),
      note: `half of them; ${words(times[0] ?? 0)} to ${words(times.at(-1) ?? 0)}`,
    },
    { term: "Started", value: words(run.startMs), note: "after the trace" },
  ];
}
