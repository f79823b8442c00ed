import { formatDuration } from "../lib/format.ts";
import { traceConsole } from "../trace-console.ts";
import type { RequestTrace } from "../tracing/traced-call.ts";
import { TraceGlyph } from "shared-ui/TraceGlyph.tsx";
import "./trace-link.css";

const NEW_TAB = { target: "_blank", rel: "noreferrer" } as const;

/** `Loaded in 41 ms, view this request's trace`: how long a request took, with a link to its trace. */
export function LoadedIn({ trace }: { trace: RequestTrace }) {
  return <TookTrace words="Loaded in" trace={trace} />;
}

/** Like `LoadedIn`, with other `words`. */
export function TookTrace({ words, trace }: { words: string; trace: RequestTrace }) {
  const took = (
    <span>
      <span className="roomy">{words}</span> {formatDuration(trace.durationMs)}
    </span>
  );
  if (trace.outcome === "sampled") {
    return (
      <a
        className="trace-link"
        href={traceConsole.traceUrl(trace.traceId)}
        title={trace.traceId}
        {...NEW_TAB}
      >
        <TraceGlyph />
        <span>
          {took},{" "}
          <span className="link">
            <span className="roomy">view this request’s</span> trace
          </span>
        </span>
      </a>
    );
  }
  if (trace.outcome === "not-sampled") return <NotSampled trace={trace} took={took} />;
  return (
    <span className="trace-link">
      {took}
      {trace.outcome === "not-traced" && ", not traced"}
    </span>
  );
}

function NotSampled({ trace, took }: { trace: RequestTrace; took: React.ReactNode }) {
  const href = traceConsole.samplingUrl(trace);
  const words = (
    <span>
      {took}, <span className={href && "link"}>not sampled</span>
    </span>
  );
  if (href === undefined) return <span className="trace-link">{words}</span>;
  return (
    <a className="trace-link" href={href} title="Which rule let this request go" {...NEW_TAB}>
      <TraceGlyph />
      {words}
    </a>
  );
}

/** A link to the trace of a failed request; nothing where there is none. */
export function FailureTrace({ trace }: { trace: RequestTrace }) {
  if (trace.outcome !== "sampled" && trace.outcome !== "unanswered") return null;
  return (
    <a className="trace-link" href={traceConsole.traceUrl(trace.traceId)} title={trace.traceId} {...NEW_TAB}>
      <TraceGlyph />
      <span className="link">
        {trace.outcome === "sampled" ? "View this request’s trace" : "Look for this request’s trace"}
      </span>
    </a>
  );
}
