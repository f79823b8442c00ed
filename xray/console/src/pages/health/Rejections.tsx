import type { RejectionStatus } from "../../../../local/src/protocol/server-status.ts";
import { formatAgo, formatCount, formatTime } from "../../lib/format.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";

export function Rejections({
  rejections,
  kernelDrops,
  nowMs,
  shown,
  onShow,
}: {
  rejections: readonly RejectionStatus[];
  kernelDrops: number;
  nowMs: number;
  /** The reason whose documents are shown. */
  shown: string;
  onShow: (reason: string) => void;
}) {
  return (
    <section className="section">
      <h2>
        Rejected <span>as AWS would</span>
      </h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col" className="numeric">
              Count
            </th>
            <th scope="col">Last</th>
            <th scope="col">What to do</th>
            <th scope="col">
              <span className="visually-hidden">Documents</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kernelDrops > 0 ? (
            <tr>
              <ReasonCell reason="KernelDrop" />
              <td className="numeric">{formatCount(kernelDrops)}</td>
              <td colSpan={3}>
                The socket's buffer was full. Allow a larger one:{" "}
                <code>sysctl -w net.core.rmem_max=16777216</code>
              </td>
            </tr>
          ) : null}
          {rejections.map((rejection) => (
            <RejectionRows
              key={rejection.reason}
              rejection={rejection}
              nowMs={nowMs}
              open={rejection.reason === shown}
              onShow={onShow}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RejectionRows({
  rejection,
  nowMs,
  open,
  onShow,
}: {
  rejection: RejectionStatus;
  nowMs: number;
  open: boolean;
  onShow: (reason: string) => void;
}) {
  const { reason, count, lastAtMs, remedy, samples } = rejection;
  return (
    <>
      <tr>
        <ReasonCell reason={reason} />
        <td className="numeric">{formatCount(count)}</td>
        <td className="plain-quiet">{formatAgo(lastAtMs, nowMs)}</td>
        <td>{remedy}</td>
        <td className="numeric">
          {samples.length === 0 ? null : (
            <button type="button" className="link" aria-expanded={open} onClick={() => onShow(reason)}>
              {open ? "Hide" : "Show"}
            </button>
          )}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={5} className="health-samples">
            {samples.map((sample) => (
              <figure key={`${sample.atMs} ${sample.document}`}>
                <figcaption>
                  {formatTime(sample.atMs / 1000, nowMs / 1000)} {sample.message}
                  <CopyButton text={sample.document} label="Copy the document" />
                </figcaption>
                <pre>{sample.document}</pre>
              </figure>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  );
}

function ReasonCell({ reason }: { reason: string }) {
  return (
    <td>
      <span className="health-reason">
        <OutcomeMark outcome="fault" size={11} label="" />
        <b>{reason}</b>
      </span>
    </td>
  );
}
