import { Link } from "react-router";
import { useServerStatus } from "../../api/live.tsx";
import { formatRetention } from "../../lib/format.ts";
import { tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { traceMinute } from "./trace-minute.ts";
import { useListPath } from "../use-list-path.ts";
import { ViewNotice } from "../ViewNotice.tsx";

/** In place of a trace that is not there: what is, and the way out. */
export function UnknownTrace({ id, scope, filter }: { id: string; scope: Scope; filter: string }) {
  const listPath = useListPath(scope, filter);
  const retentionSec = useServerStatus()?.store.retentionSec;
  const minute = traceMinute(id);
  return (
    <ViewNotice>
      <h2>No trace {id}</h2>
      <p>
        {minute === undefined ? "That is not the id of a trace. " : "It was never received, or was "}
        {minute === undefined
          ? null
          : retentionSec === undefined
            ? "too old. "
            : `older than ${formatRetention(retentionSec)}. `}
        {minute === undefined ? null : (
          <>
            <Link className="link" to={tracesPath({ ...scope, range: minute })}>
              Search its minute
            </Link>{" "}
            or go{" "}
          </>
        )}
        <Link className="link" to={listPath}>
          {minute === undefined ? "Back to the list" : "back to the list"}
        </Link>
      </p>
    </ViewNotice>
  );
}
