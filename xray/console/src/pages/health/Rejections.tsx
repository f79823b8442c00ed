import type { RejectionStatus } from "xray-local/console-wire/server-status.ts";
import { formatAgo, formatTime } from "../../lib/format.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { ReasonTable } from "./ReasonTable.tsx";
import type { Reason } from "./ReasonTable.tsx";
import { rejectionPlace } from "./rejection-place.ts";

export function Rejections({
  rejections,
  nowMs,
  shown,
  onShow,
}: {
  rejections: readonly RejectionStatus[];
  nowMs: number;
  /** The reason whose documents are shown. */
  shown: string;
  onShow: (reason: string) => void;
}) {
  const reasons = rejections.map((rejection) => toReason(rejection, nowMs));
  return (
    <section className="section">
      <h2>
        Rejected <span>as AWS would</span>
      </h2>
      <ReasonTable caption="Rejected" reasons={reasons} shown={shown} onShow={onShow} />
    </section>
  );
}

function toReason(rejection: RejectionStatus, nowMs: number): Reason {
  const { reason, count, lastAtMs, remedy, samples } = rejection;
  const place = rejectionPlace(rejection);
  return {
    key: reason,
    outcome: "fault",
    title: reason,
    count,
    where: (
      <>
        {place === undefined || place.code === "" ? null : <code>{place.code} </code>}
        {place?.words} <span className="plain-quiet">{formatAgo(lastAtMs, nowMs)}</span>
      </>
    ),
    remedy,
    detail: samples.length === 0 ? undefined : <Samples samples={samples} nowMs={nowMs} />,
  };
}

function Samples({ samples, nowMs }: { samples: RejectionStatus["samples"]; nowMs: number }) {
  return samples.map((sample) => (
    <figure key={`${sample.atMs} ${sample.document}`} className="health-sample">
      <figcaption>
        {formatTime(sample.atMs / 1000, nowMs / 1000)} {sample.message}
        <CopyButton text={sample.document} label="Copy the document" />
      </figcaption>
      <pre>{sample.document}</pre>
    </figure>
  ));
}
