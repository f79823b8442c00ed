import { Link } from "react-router";
import type { FigureExample, FigureExamples, SetFigures } from "xray-local/console-wire/figures.ts";
import { exactTime, formatCount, formatCounted, formatDuration, formatTime } from "../../lib/format.ts";
import { withQuery } from "../../address-values.ts";
import { hashOf } from "../../lib/hash.ts";
import { scopeValues, tracePath, viewPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { Duration } from "../../ui/Figure.tsx";
import { useMedia } from "../../ui/use-media.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { Strip } from "../../traces/strip/Strip.tsx";
import { PAGES } from "../../views.ts";
import { useExampleTraces } from "./use-example-traces.ts";
import type { ExampleTrace } from "./use-example-traces.ts";

const MOST_FAILING = 3;
const MOST_SLOW = 4;
const STRIP_PX = 104;
const NARROW_STRIP_PX = 72;
/** The side is narrower there. */
const NARROW = "(max-width: 1240px)";

/** Traces to look at: those that failed last, and the slowest that worked beside a usual one. */
export function Examples({
  examples: { failed, slowest },
  usual,
  faults,
  scope,
  nowSec,
  toFaults,
}: {
  examples: FigureExamples;
  usual: FigureExample | undefined;
  faults: number;
  scope: Scope;
  nowSec: number;
  /** The list of those that failed. */
  toFaults: string;
}) {
  const failing = failed.slice(0, MOST_FAILING);
  const slow = slowest.slice(0, MOST_SLOW);
  const shown = [...failing, ...slow, ...(usual === undefined ? [] : [usual])];
  const traces = useExampleTraces([...new Set(shown.map(({ traceId }) => traceId))]);
  const axisEndMs = Math.max(1, ...shown.map(({ traceId }) => traces.get(traceId)?.endMs ?? 0));
  const row = (example: FigureExample, kind: "fault" | "ok" | "usual") => (
    <ExampleRow
      key={`${kind} ${example.traceId} ${example.startSec}`}
      example={example}
      trace={traces.get(example.traceId)}
      kind={kind}
      axisEndMs={axisEndMs}
      scope={scope}
      nowSec={nowSec}
    />
  );
  return (
    <>
      {faults === 0 ? null : (
        <section className="service-side-section" aria-labelledby="service-failing">
          <h2 id="service-failing">
            Failing <span>{formatCount(faults)}, newest first</span>
            <Link to={toFaults}>Show all</Link>
          </h2>
          <ul>{failing.map((example) => row(example, "fault"))}</ul>
        </section>
      )}
      <section className="service-side-section" aria-labelledby="service-slowest">
        <h2 id="service-slowest">
          Slowest that worked <span>one axis, 0 to {formatDuration(axisEndMs / 1000)}</span>
        </h2>
        {slow.length === 0 ? <p className="service-none">None worked.</p> : null}
        <ul>
          {slow.map((example) => row(example, "ok"))}
          {usual === undefined || slow.length === 0 ? null : row(usual, "usual")}
        </ul>
      </section>
    </>
  );
}

function ExampleRow({
  example,
  trace,
  kind,
  axisEndMs,
  scope,
  nowSec,
}: {
  example: FigureExample;
  trace: ExampleTrace | undefined;
  kind: "fault" | "ok" | "usual";
  axisEndMs: number;
  scope: Scope;
  nowSec: number;
}) {
  const { traceId, startSec, durationSec } = example;
  const width = useMedia(NARROW) ? NARROW_STRIP_PX : STRIP_PX;
  const why = kind === "usual" ? "a usual one" : (trace?.why ?? "");
  return (
    <li>
      <Link className={`service-example service-example-${kind}`} to={tracePath(traceId, scope)} data-row="">
        {kind === "fault" ? <OutcomeMark outcome="fault" size={10} /> : <span />}
        <time title={exactTime(startSec)}>{formatTime(startSec, nowSec)}</time>
        <span className="service-example-length">
          <Duration sec={durationSec} />
        </span>
        {trace === undefined ? (
          <span />
        ) : (
          <Strip pieces={trace.strip} endMs={trace.endMs} axisEndMs={axisEndMs} width={width} />
        )}
        <span className="service-why" title={why}>
          {why}
        </span>
      </Link>
    </li>
  );
}

function errorKindPath(key: string, scope: Scope): string {
  return withQuery(PAGES.errors.pattern, { kind: hashOf(key), ...scopeValues(scope) });
}

/** Kinds of exceptions that were thrown in it; each leads to what is known of it. */
export function Exceptions({ exceptions, scope }: { exceptions: SetFigures; scope: Scope }) {
  const groups = exceptions.groups[0]?.groups ?? [];
  const kinds = groups.length + (exceptions.groups[0]?.others.groups ?? 0);
  return (
    <section className="service-side-section" aria-labelledby="service-exceptions">
      <h2 id="service-exceptions">
        Exceptions <span>{kinds === 0 ? "none thrown in it" : formatCounted(kinds, "kind")}</span>
        <Link to={viewPath("errors", scope)}>Errors</Link>
      </h2>
      <ul>
        {groups.map(({ values, exception, outcomes, count }) => {
          const words = exception === undefined ? values[0] : `${exception.type}: ${exception.message}`;
          return (
            <li key={values.join(" ")}>
              <Link
                className="service-exception"
                to={errorKindPath(values[0] ?? "", scope)}
                title={words}
                data-row=""
              >
                <OutcomeMark outcome={outcomes.fault > 0 ? "fault" : "error"} size={10} />
                <b>{words}</b>
                <span>{formatCount(count)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
