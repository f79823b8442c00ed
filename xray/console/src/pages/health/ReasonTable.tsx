import type { ReactNode } from "react";
import type { Outcome } from "../../lib/outcome.ts";
import { formatCount } from "../../lib/format.ts";
import { OutcomeMark } from "../../ui/OutcomeMark.tsx";

export interface Reason {
  /** Its value in the URL while it is open. */
  key: string;
  outcome: Outcome;
  title: string;
  count: number;
  where: ReactNode;
  /** What to do; text between backticks is code. */
  remedy: string;
  /** Shown on demand; undefined when there is nothing to show. */
  detail: ReactNode;
}

/** What is wrong, how often, where, and what to do about it. */
export function ReasonTable({
  caption,
  reasons,
  shown,
  onShow,
}: {
  caption: string;
  reasons: readonly Reason[];
  /** The key of the open reason. */
  shown: string;
  onShow: (key: string) => void;
}) {
  return (
    <table className="plain-table health-table" aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">Reason</th>
          <th scope="col" className="numeric">
            Count
          </th>
          <th scope="col">Where</th>
          <th scope="col">What to do</th>
          <th scope="col">
            <span className="visually-hidden">Details</span>
          </th>
        </tr>
      </thead>
      {reasons.map((reason) => (
        <ReasonRows key={reason.key} reason={reason} open={reason.key === shown} onShow={onShow} />
      ))}
    </table>
  );
}

function ReasonRows({
  reason,
  open,
  onShow,
}: {
  reason: Reason;
  open: boolean;
  onShow: (key: string) => void;
}) {
  const { key, outcome, title, count, where, remedy, detail } = reason;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <span className="health-reason">
            <OutcomeMark outcome={outcome} size={11} label="" />
            {title}
          </span>
        </th>
        <td className="numeric">{formatCount(count)}</td>
        <td>{where}</td>
        <td className="health-remedy">{withCode(remedy)}</td>
        <td className="numeric">
          {detail === undefined ? null : (
            <button
              type="button"
              className="link"
              aria-expanded={open}
              aria-label={`${open ? "Hide" : "Show"} ${title}`}
              onClick={() => onShow(key)}
            >
              {open ? "Hide" : "Show"}
            </button>
          )}
        </td>
      </tr>
      {open && detail !== undefined ? (
        <tr>
          <td colSpan={5} className="health-detail">
            {detail}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** Text between backticks as code. */
function withCode(text: string): ReactNode {
  const [plain = "", code, ...rest] = text.split("`");
  if (code === undefined) return plain;
  return (
    <>
      {plain}
      <code>{code}</code>
      {withCode(rest.join("`"))}
    </>
  );
}
