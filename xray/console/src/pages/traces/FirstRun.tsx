import type { ReactNode } from "react";
import { Link } from "react-router";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { formatAgo, formatCounted, formatShare } from "../../lib/format.ts";
import { healthPath } from "../../links.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";
import { useScope } from "../../use-scope.ts";

const COMMAND = "curl http://localhost:5000/api/activities/home";

/** Nothing was ever traced: what to do, and whether everything listens. */
export function FirstRun({ status }: { status: ServerStatus }) {
  const scope = useScope();
  return (
    <div className="first-run">
      <h2>Nothing traced yet</h2>
      <p>
        Everything listens. Ask the app for its home feed, and its trace appears here within half a second.
      </p>
      <div className="first-run-command">
        <i>$</i>
        {COMMAND}
        <CopyButton text={COMMAND} words="Copy" label="Copy the command" className="ctl ctl-primary" />
      </div>
      <p className="first-run-or">
        Or open{" "}
        <a className="link" href="http://localhost:3000/">
          localhost:3000
        </a>
        , which traces the browser too.
      </p>
      <Checks status={status} />
      <p className="first-run-or first-run-own">
        Your own app: set <code>AWS_XRAY_DAEMON_ADDRESS={status.listeners.daemonUdp}</code>. Still nothing?{" "}
        <Link className="link" to={healthPath(scope)}>
          Health
        </Link>{" "}
        tells why.
      </p>
    </div>
  );
}

function Checks({ status }: { status: ServerStatus }) {
  const { listeners, arrivals, defaultRule, clients, nowMs } = status;
  const [client] = clients.toSorted((a, b) => b.lastSeenAtMs - a.lastSeenAtMs);
  const all = defaultRule.fixedRate >= 1;
  return (
    <ul className="first-run-checks">
      <Check good name="Segments" words={`UDP and TCP ${listeners.daemonUdp}`}>
        {arrivals.received === 0
          ? "listening, none received"
          : `${formatCounted(arrivals.received, "document")} received, none kept`}
      </Check>
      <Check good name="X-Ray API" words={listeners.api}>
        answering
      </Check>
      <Check good={all} name="Sampling" words={`Default takes ${formatShare(defaultRule.fixedRate)}`}>
        {all ? "no request is left out" : `and ${defaultRule.reservoirSize} a second before that`}
      </Check>
      <Check
        good={client !== undefined}
        name="Clients"
        words={client === undefined ? "no SDK has asked for its rules" : client.detail}
      >
        {client === undefined
          ? "it does at its first request"
          : `seen ${formatAgo(client.lastSeenAtMs, nowMs)}`}
      </Check>
    </ul>
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
