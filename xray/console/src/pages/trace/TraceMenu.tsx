import { useNavigate } from "react-router";
import { formatBytes, formatCounted, formatDuration } from "../../lib/format.ts";
import { downloadText } from "../../lib/download.ts";
import { comparePath, tracePath } from "../../links.ts";
import type { Scope, TraceTab } from "../../links.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/overlays/Menu.tsx";
import type { Slowness } from "./state/use-slowness.ts";
import type { LoadedTrace } from "./state/use-trace.ts";

/** What else can be done with a trace. */
export function TraceMenu({
  trace,
  usualId,
  slowness,
  scope,
  filter,
  tab,
}: {
  trace: LoadedTrace;
  /** A usual request of the same URL. */
  usualId: string | undefined;
  slowness: Slowness | undefined;
  scope: Scope;
  filter: string;
  tab: TraceTab;
}) {
  const navigate = useNavigate();
  const { id, texts } = trace;
  const next = slowness?.next;
  return (
    <Menu label="More of this trace" className="ctl ctl-square" button={<Icon name="more" />}>
      {next === undefined ? null : (
        <MenuItem hint="S" onPick={() => void navigate(tracePath(next.id, scope, { filter, tab }))}>
          Next slowest, {formatDuration(next.sec)}
        </MenuItem>
      )}
      {usualId === undefined ? null : (
        <MenuItem onPick={() => void navigate(comparePath(id, usualId, scope))}>
          Compare with a usual request
        </MenuItem>
      )}
      <MenuItem
        hint={formatBytes(texts.reduce((bytes, text) => bytes + text.length + 1, 0))}
        onPick={() => downloadText(`${id}.ndjson`, "application/x-ndjson", toLines(texts))}
      >
        Download {formatCounted(texts.length, "document")}
      </MenuItem>
      <p className="popup-label">JSON, one document a line: xray-local open and import take it</p>
    </Menu>
  );
}

/** In JSON a line break can only stand between two tokens. */
function toLines(texts: readonly string[]): string {
  return texts.map((text) => `${text.replaceAll(/[\r\n]+/g, " ")}\n`).join("");
}
