import { Link } from "react-router";
import type { ExceptionRecord } from "xray-local/protocol/segment-document.ts";
import { passedOnBy, resolveCause } from "../../../trace-model/failures/cause.ts";
import { stepTitle } from "../../../trace-model/step-words.ts";
import type { Step, TraceTree } from "../../../trace-model/step.ts";
import { formatMinute } from "../../../lib/format.ts";
import { useNowSec } from "../../../ui/use-now.ts";
import { OutcomeMark } from "../../../ui/OutcomeMark.tsx";
import type { ExceptionCount } from "./exception-counts.ts";
import { Section } from "./Section.tsx";
import { Stack } from "./Stack.tsx";

export interface HowOften extends Pick<ExceptionCount, "count" | "atSec" | "fromSec" | "toSec"> {
  words: string;
  /** Leads to the list of all traces with the exception. */
  path: string;
  /** Leads to the comparison with a similar request that worked. */
  comparison: string | undefined;
}

/** What was thrown, where it was recorded, its stack, and how often it occurs in the list's traces. */
export function ExceptionsSection({
  tree,
  step,
  howOften,
  onStep,
}: {
  tree: TraceTree;
  step: Step;
  howOften: (exception: ExceptionRecord) => HowOften | undefined;
  onStep: (id: string) => void;
}) {
  const cause = resolveCause(tree, step);
  if (!cause) return null;
  const { recordedAt, exceptions } = cause;
  return (
    <Section id="exceptions" title="Exceptions">
      {recordedAt === step ? (
        <p className="exception-where">{hereWords(tree, step)}</p>
      ) : (
        <p className="exception-where">
          Recorded in{" "}
          <button type="button" className="link" onClick={() => onStep(recordedAt.id)}>
            {stepTitle(recordedAt)}
          </button>
          , passed on here.
        </p>
      )}
      {exceptions.map((exception, index) => (
        <Exception
          key={exception.id ?? index}
          exception={exception}
          code={recordedAt.entity.annotations?.["error_code"]}
          howOften={howOften(exception)}
        />
      ))}
    </Section>
  );
}

function hereWords(tree: TraceTree, step: Step): string {
  const names = passedOnBy(tree, step).map((above) => above.name);
  return names.length === 0 ? "Recorded here." : `Recorded here, passed on by ${names.join(" and ")}.`;
}

function Exception({
  exception,
  code,
  howOften,
}: {
  exception: ExceptionRecord;
  code: unknown;
  howOften: HowOften | undefined;
}) {
  const { message, type, stack = [], remote, truncated = 0, skipped = 0 } = exception;
  const kind = [type, typeof code === "string" ? `code ${code}` : "", remote ? "from the other side" : ""];
  return (
    <div className="exception">
      <p className="exception-message">
        <OutcomeMark outcome="fault" label="" />
        <b>{message === undefined || message === "" ? (type ?? "Exception") : message}</b>
      </p>
      <p className="exception-kind">{kind.filter(Boolean).join(", ")}</p>
      {stack.length > 0 ? <Stack stack={stack} /> : null}
      {truncated > 0 ? <p className="exception-kind">{truncated} frames were left out by the SDK.</p> : null}
      {skipped > 0 ? <p className="exception-kind">{skipped} exceptions were left out by the SDK.</p> : null}
      {howOften ? (
        <>
          <WhenStrip howOften={howOften} />
          <p className="exception-often">
            {howOften.words}{" "}
            <Link className="link" to={howOften.path}>
              Show {howOften.count === 1 ? "it" : `the ${howOften.count}`}
            </Link>
            {howOften.comparison === undefined ? null : (
              <>
                {" "}
                or{" "}
                <Link className="link" to={howOften.comparison}>
                  compare with one that worked
                </Link>
              </>
            )}
          </p>
        </>
      ) : null}
    </div>
  );
}

const STRIP_WIDTH = 376;

/** When it occurred in the list's traces. */
function WhenStrip({ howOften: { atSec, fromSec, toSec } }: { howOften: HowOften }) {
  const nowSec = useNowSec();
  if (toSec <= fromSec) return null;
  const marks = atSec
    .map((sec) => `M${(1 + ((sec - fromSec) / (toSec - fromSec)) * (STRIP_WIDTH - 2)).toFixed(1)} 6v16`)
    .join("");
  return (
    <svg className="exception-when" viewBox={`0 0 ${STRIP_WIDTH} 36`} aria-hidden="true">
      <path d={`M0 22.5h${STRIP_WIDTH}`} className="exception-axis" />
      <path d={marks} className="exception-mark" />
      <text y="34">{formatMinute(fromSec, nowSec)}</text>
      <text x={STRIP_WIDTH} y="34" textAnchor="end">
        {formatMinute(toSec, nowSec)}
      </text>
    </svg>
  );
}
