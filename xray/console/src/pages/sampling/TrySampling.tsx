import type { ReactNode } from "react";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";
import type { SamplingStatisticSummary } from "../../api/operations.ts";
import { formatOfHundred, formatShare } from "../../lib/format.ts";
import { formatTry, parseTry, samplingArithmetic, trySampling } from "../../sampling/decision.ts";
import type { RuleStep, TriedRequest } from "../../sampling/decision.ts";
import { ruleWindows, WINDOW_SEC } from "../../sampling/windows.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useAddressDraft } from "../../ui/use-address-draft.ts";
import { FillFromTrace } from "./FillFromTrace.tsx";

const FIELD_WORDS: Readonly<Record<string, string>> = {
  ServiceName: "service",
  ServiceType: "type",
  Host: "host",
  HTTPMethod: "method",
  URLPath: "path",
  ResourceARN: "resource",
  Attributes: "attributes",
};
/** The last minute of complete windows tells how much traffic there is. */
const RATE_WINDOWS = 6;

/** A typed request goes into the URL after a pause of this length. */
const REST_MS = 250;

export function TrySampling({
  rules,
  statistics,
  nowSec,
  tried,
  backKey,
  onTry,
}: {
  rules: readonly SamplingRule[];
  statistics: readonly SamplingStatisticSummary[];
  nowSec: number;
  /** The request in the URL, and the entry of the history that it belongs to (`useAddress`). */
  tried: string;
  backKey: string;
  /** Called after a pause in typing. */
  onTry: (tried: string) => void;
}) {
  const { text, change } = useAddressDraft({ value: tried, backKey, restMs: REST_MS, write: onTry });
  const request = parseTry(text);
  const onChange = (next: TriedRequest) => change(formatTry(next));
  const steps = trySampling(rules, request);
  const deciding = steps.find((step) => step.state === "fits")?.rule;
  return (
    <aside className="side" aria-label="Would this be sampled?">
      <section className="side-section">
        <div className="try-head">
          <h2 className="try-title">Would this be sampled?</h2>
          <FillFromTrace request={request} onChange={onChange} />
        </div>
        <TryForm request={request} onChange={onChange} />
      </section>
      {request.header === "none" ? (
        <>
          <ol className="try-steps">
            {steps.map((step) => (
              <StepRow key={step.rule.RuleName} step={step} />
            ))}
          </ol>
          {deciding === undefined ? null : (
            <Answer rule={deciding} statistics={statistics} nowSec={nowSec} request={request} />
          )}
        </>
      ) : (
        <section className="side-section">
          <p className="try-answer">{request.header === "sampled" ? "It is" : "It is not"}</p>
          <p className="try-detail">
            The caller decided: X-Amzn-Trace-Id has Sampled={request.header === "sampled" ? 1 : 0}. No rule is
            asked.
          </p>
        </section>
      )}
    </aside>
  );
}

function TryForm({
  request,
  onChange,
}: {
  request: TriedRequest;
  onChange: (request: TriedRequest) => void;
}) {
  const text = (key: "service" | "method" | "path" | "host", label: string) => (
    <input
      type="text"
      className="field mono"
      aria-label={label}
      spellCheck={false}
      value={request[key]}
      onChange={(event) => onChange({ ...request, [key]: event.currentTarget.value })}
    />
  );
  return (
    <div className="try-form">
      <span>Service</span>
      {text("service", "Service")}
      <span>Request</span>
      <div className="try-request">
        {text("method", "Method")}
        {text("path", "Path")}
      </div>
      <span>Host</span>
      {text("host", "Host")}
      <label htmlFor="try-header">Header</label>
      <select
        id="try-header"
        className="field"
        value={request.header}
        onChange={(event) => onChange({ ...request, header: headerOf(event.currentTarget.value) })}
      >
        <option value="none">no X-Amzn-Trace-Id</option>
        <option value="sampled">Sampled=1</option>
        <option value="not-sampled">Sampled=0</option>
      </select>
      <label htmlFor="try-client">Client</label>
      <select
        id="try-client"
        className="field"
        value={request.client}
        onChange={(event) =>
          onChange({ ...request, client: event.currentTarget.value === "other" ? "other" : "node" })
        }
      >
        <option value="node">Node SDK 3.12</option>
        <option value="other">Python, Go, Java SDK, OpenTelemetry</option>
      </select>
    </div>
  );
}

function headerOf(value: string): TriedRequest["header"] {
  return value === "sampled" || value === "not-sampled" ? value : "none";
}

function StepRow({ step }: { step: RuleStep }) {
  const { rule, state, fields } = step;
  if (state === "unreached") {
    return (
      <li className="try-step try-unreached">
        <span className="rule-priority">{rule.Priority}</span>
        <span>{rule.RuleName}, not reached</span>
      </li>
    );
  }
  return (
    <li className={state === "fits" ? "try-step try-fits" : "try-step"}>
      <span className="rule-priority">{rule.Priority}</span>
      <b>{rule.RuleName}</b>
      <p>
        {fields.length === 0 ? "fits everything" : null}
        {fields.map((field) => (
          <span key={field.field} className={field.matches ? "try-match" : "try-miss"}>
            <Icon name={field.matches ? "check" : "minus"} size={14} />
            {field.matches ? FIELD_WORDS[field.field] : missWords(field)}
          </span>
        ))}
      </p>
    </li>
  );
}

function missWords({ field, value, pattern }: RuleStep["fields"][number]): ReactNode {
  if (value === undefined) return `SDKs do not compare ${FIELD_WORDS[field] ?? field}`;
  return (
    <>
      {field === "HTTPMethod" ? value : FIELD_WORDS[field]} is not <code>{pattern}</code>
    </>
  );
}

function Answer({
  rule,
  statistics,
  nowSec,
  request,
}: {
  rule: SamplingRule;
  statistics: readonly SamplingStatisticSummary[];
  nowSec: number;
  request: TriedRequest;
}) {
  const recent = ruleWindows(statistics, rule.RuleName, nowSec).windows.slice(-RATE_WINDOWS - 1, -1);
  const seen = recent.reduce((sum, window) => sum + window.taken + window.borrowed + window.letGo, 0);
  const sums = samplingArithmetic(rule, seen / (RATE_WINDOWS * WINDOW_SEC), request.client);
  const node = request.client === "node";
  return (
    <section className="side-section">
      <p className="try-answer">{formatOfHundred(sums.ofHundred)}</p>
      <p className="try-detail">
        {sums.seenPerSec === 0
          ? "No request under this rule in the last minute. A first one would be:"
          : `At the ${figure(sums.seenPerSec)} requests a second seen in the last minute.`}
      </p>
      <table className="try-sums">
        <tbody>
          <tr>
            <td>
              {node
                ? `borrowed, at most ${Math.min(1, rule.ReservoirSize)} a second`
                : `by quota, at most ${rule.ReservoirSize} a second`}
            </td>
            <td>
              {figure(sums.reservoirPerSec)} <i>/s</i>
            </td>
          </tr>
          <tr>
            <td>
              {formatShare(rule.FixedRate)} of the other {figure(sums.seenPerSec - sums.reservoirPerSec)}
            </td>
            <td>
              {figure(sums.ratePerSec)} <i>/s</i>
            </td>
          </tr>
          <tr className="try-total">
            <td>taken</td>
            <td>
              {figure(sums.takenPerSec)} <i>of {figure(sums.seenPerSec)} /s</i>
            </td>
          </tr>
        </tbody>
      </table>
      {node ? (
        <p className="try-detail try-note">
          The Node SDK never uses the quota it is given: each process borrows 1 a second for as long as it
          runs. These figures are for one process.
        </p>
      ) : null}
    </section>
  );
}

function figure(perSec: number): string {
  return perSec >= 10 ? perSec.toFixed(1) : perSec.toFixed(2);
}
