import { Menu } from "@base-ui/react/menu";
import { useState } from "react";
import { availableColumns, toggleColumn, USUAL_COLUMNS } from "../../traces/columns.ts";
import type { TraceRow } from "../../traces/trace-row.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useKeys } from "../../ui/use-keys.ts";

const NAMES: Readonly<Record<string, string>> = {
  method: "Method",
  status: "Status",
  id: "Trace id",
  service: "Entry point",
};

export function ColumnMenu({
  rows,
  chosen,
  onChange,
}: {
  rows: readonly TraceRow[];
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const [open, setOpen] = useState(false);
  useKeys({ "Shift+O": () => setOpen(true) });
  const keys = open
    ? [...new Set(rows.flatMap((row) => Object.keys(row.summary.Annotations)))].toSorted()
    : [];
  const shown = chosen.length === 0 ? USUAL_COLUMNS : chosen;
  return (
    <Menu.Root open={open} onOpenChange={(next: boolean) => setOpen(next)} modal={false}>
      <Menu.Trigger className="ctl ctl-square head-columns" aria-label="Columns">
        <Icon name="columns" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4}>
          <Menu.Popup className="popup">
            {availableColumns(keys).map(({ id, label }) => (
              <Menu.CheckboxItem
                key={id}
                className="popup-item"
                checked={shown.includes(id)}
                onCheckedChange={() => onChange(toggleColumn(chosen, id))}
              >
                <span className="popup-check">{shown.includes(id) ? <Icon name="check" /> : null}</span>
                {NAMES[id] ?? label}
                {id.startsWith("annotation.") ? <span className="popup-hint">annotation</span> : null}
              </Menu.CheckboxItem>
            ))}
            <div className="popup-line" />
            <Menu.Item className="popup-item" onClick={() => onChange([])}>
              The usual columns
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
