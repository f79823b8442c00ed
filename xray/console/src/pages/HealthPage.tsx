import { useEffect } from "react";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { useLive, useStream } from "../api/live.tsx";
import { useCompatibility } from "../api/use-compatibility.ts";
import { formatCount } from "../lib/format.ts";
import { SEEN_REJECTIONS } from "../lib/seen.ts";
import { useAddress } from "../use-address.ts";
import { useScope } from "../use-scope.ts";
import { Arrivals } from "./health/Arrivals.tsx";
import { Drops } from "./health/Drops.tsx";
import { GoneBudgets } from "./health/GoneBudgets.tsx";
import { HealthSide } from "./health/HealthSide.tsx";
import { Rejections } from "./health/Rejections.tsx";
import { CompatibilityProblems } from "./health/CompatibilityProblems.tsx";
import { problemSentence, verdictOf } from "./health/verdict.ts";
import "./health/health-page.css";

/** Is tracing itself healthy? */
export function HealthPage() {
  const { status, connected } = useStream();
  if (status === undefined) {
    return (
      <main className="page-notice" aria-live="polite">
        <title>Health · X-Ray local</title>
        {connected ? null : (
          <div className="notice">
            <h2>The local X-Ray does not answer</h2>
            <p>
              Trying again. Is <code>npm start</code> still running?
            </p>
          </div>
        )}
      </main>
    );
  }
  return <Health status={status} connected={connected} />;
}

function Health({ status, connected }: { status: ServerStatus; connected: boolean }) {
  const { query, change } = useAddress();
  const { sentence, detail } = verdictOf(status);
  const scope = useScope();
  const compatibility = useCompatibility(scope.range, useLive().paused);
  const reasons = [...status.rejections, ...status.drops];
  const newestRejectionMs = Math.max(0, ...reasons.map(({ lastAtMs }) => lastAtMs));
  useEffect(() => SEEN_REJECTIONS.note(newestRejectionMs), [newestRejectionMs]);
  const reason = query.get("reason") ?? "";
  const show = (next: string) => change({ reason: next === reason ? "" : next }, { replace: true });
  return (
    <div className="health">
      <title>Health · X-Ray local</title>
      <main className="health-main">
        <header className="health-verdict">
          <h1>{connected ? sentence : "The local X-Ray does not answer."}</h1>
          <p>
            {connected
              ? `${detail} ${problemSentence(compatibility)}`
              : "What is on screen is the last it told. Trying again."}
          </p>
        </header>
        <GoneBudgets scope={scope} />
        <Arrivals arrivals={status.arrivals} range={scope.range} nowMs={status.nowMs} />
        <Drops drops={status.drops} kernelDrops={status.arrivals.kernelDrops ?? 0} nowMs={status.nowMs} />
        {status.rejections.length === 0 ? (
          <section className="section">
            <h2>Rejected</h2>
            <p className="section-quiet">
              {status.arrivals.received === 0
                ? "Nothing was received since the start."
                : `Nothing. ${takenWords(status.arrivals)} since the start.`}
            </p>
          </section>
        ) : (
          <Rejections rejections={status.rejections} nowMs={status.nowMs} shown={reason} onShow={show} />
        )}
        <CompatibilityProblems report={compatibility} scope={scope} shown={reason} onShow={show} />
      </main>
      <HealthSide status={status} />
    </div>
  );
}

function takenWords({ received, accepted }: ServerStatus["arrivals"]): string {
  if (accepted < received) return `${formatCount(accepted)} documents were taken`;
  return received === 1
    ? "The one document was taken"
    : `All of ${formatCount(received)} documents were taken`;
}
