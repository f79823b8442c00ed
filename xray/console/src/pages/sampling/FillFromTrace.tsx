import { useQuery } from "@tanstack/react-query";
import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { callXray } from "../../api/xray-client.ts";
import { formatTime } from "../../lib/format.ts";
import { boundsOf } from "../../lib/time-range.ts";
import type { TriedRequest } from "../../sampling/decision.ts";
import { distinctRequests, fillFromTrace, seenRequest } from "../../sampling/fill-try.ts";
import { Menu, MenuItem } from "../../ui/overlays/Menu.tsx";
import { useNowSec } from "../../ui/use-now.ts";
import { useScope } from "../../use-scope.ts";
import { serverNowMs } from "../../lib/server-clock.ts";

/** A menu of recent requests; the chosen one is filled in. */
export function FillFromTrace({
  request,
  onChange,
}: {
  request: TriedRequest;
  onChange: (request: TriedRequest) => void;
}) {
  return (
    <Menu label="Fill from a trace" className="link" button="Fill from a trace">
      <RecentRequests onPick={(summary) => onChange(fillFromTrace(summary, request))} />
    </Menu>
  );
}

function RecentRequests({ onPick }: { onPick: (summary: TraceSummary) => void }) {
  const { range } = useScope();
  const nowSec = useNowSec();
  const { data } = useQuery({
    queryKey: ["recent-requests", range],
    queryFn: async ({ signal }) => {
      const { startSec, endSec } = boundsOf(range, serverNowMs() / 1000);
      const { TraceSummaries = [] } = await callXray(
        "/TraceSummaries",
        { StartTime: startSec, EndTime: endSec },
        signal,
      );
      return distinctRequests(TraceSummaries);
    },
  });
  if (data === undefined) return null;
  if (data.length === 0) return <p className="popup-label">No request in this range</p>;
  return data.map((summary) => (
    <MenuItem key={summary.Id} hint={formatTime(summary.StartTime, nowSec)} onPick={() => onPick(summary)}>
      {seenRequest(summary)}
    </MenuItem>
  ));
}
