import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { formatAgo, formatCounted, formatShare } from "../../lib/format.ts";
import { healthPath } from "../../links.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { useScope } from "../../use-scope.ts";

/** Shown when nothing was ever traced: what to do, and whether everything listens. */
export function FirstRun({ status }: { status: ServerStatus }) {
  const scope = useScope();
  const { daemon, app } = status.reach;
  const setting = `AWS_XRAY_DAEMON_ADDRESS=${daemon}`;
  return (
    <div className="first-run">
      <h2>Nothing traced yet</h2>
      {app?.requestUrl === undefined ? (
        <>
          <p>
            Everything listens. An app that is traced by an X-Ray SDK sends here with this in its environment:
          </p>
          <Command text={setting} what="setting" />
        </>
      ) : (
        <>
          <p>
            Everything listens. Ask the app for its home feed, and its trace appears here within half a
            second.
          </p>
          <Command text={`curl ${app.requestUrl}`} what="command" prompt="$" />
        </>
      )}
      {app?.pageUrl === undefined ? null : (
        <p className="first-run-or">
          Or open{" "}
          <a className="link" href={app.pageUrl}>
            {app.pageUrl.replace(/^https?:\/\//, "")}
          </a>
          , which traces the browser too.
        </p>
      )}
      <Checks status={status} />
      <p className="first-run-or first-run-own">
        Your own app: set <code>{setting}</code>, or with OpenTelemetry{" "}
        <code>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={location.origin}/v1/traces</code>. Still nothing?{" "}
        <Link className="link" to={healthPath(scope)}>
          Health
        </Link>{" "}
        tells why.
      </p>
    </div>
  );
}

function Command({ text, what, prompt }: { text: string; what: string; prompt?: string }) {
  return (
    <div className="first-run-command">
      {prompt === undefined ? null : <i>{prompt}</i>}
      {text}
      <CopyButton text={text} words="Copy" label={`Copy the ${what}`} className="ctl ctl-primary" />
    </div>
  );
}

function Checks({ status }: { status: ServerStatus }) {
  const { reach, arrivals, defaultRule } = status;
  const all = defaultRule.fixedRate >= 1;
  return (
    <ul className="first-run-checks">
      <Check good name="Segments" words={`UDP and TCP ${reach.daemon}`}>
        {arrivals.received === 0
          ? "listening, none received"
          : `${formatCounted(arrivals.received, "document")} received, none kept`}
      </Check>
      <Check good name="X-Ray API" words={location.host}>
        answering
      </Check>
      <Check good={all} name="Sampling" words={`Default takes ${formatShare(defaultRule.fixedRate)}`}>
        {all ? "no request is left out" : `and ${defaultRule.reservoirSize} a second before that`}
      </Check>
      <ClientCheck status={status} />
    </ul>
  );
}

function ClientCheck({ status: { clients, lastQuestionAtMs, nowMs } }: { status: ServerStatus }) {
  const [client] = clients.toSorted((a, b) => b.lastSeenAtMs - a.lastSeenAtMs);
  const seenAtMs = client?.lastSeenAtMs ?? lastQuestionAtMs;
  const words = client?.detail ?? "an SDK has asked for its rules";
  return (
    <Check
      good={seenAtMs !== undefined}
      name="Clients"
      words={seenAtMs === undefined ? "no SDK has asked for its rules" : words}
    >
      {seenAtMs === undefined ? "it does at its first request" : `seen ${formatAgo(seenAtMs, nowMs)}`}
    </Check>
  );
}

function Check({
  good,
  name,
  words,
  children,
}: {
  good: boolean;
  name: string;
  words: string;
  children: ReactNode;
}) {
  return (
    <li>
      {good ? <OutcomeMark outcome="ok" /> : <i className="first-run-open" />}
      <b>{name}</b>
      <span>{words}</span>
      <em>{children}</em>
    </li>
  );
}
