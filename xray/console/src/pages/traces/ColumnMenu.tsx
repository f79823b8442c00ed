import { useState } from "react";
import { availableColumns, toggleColumn, USUAL_COLUMNS } from "../../traces/columns.ts";
import type { TraceRow } from "../../traces/trace-row.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
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
    <Menu
      label="Columns"
      className="ctl ctl-square head-columns"
      button={<Icon name="columns" />}
      open={open}
      onOpenChange={setOpen}
    >
      {availableColumns(keys).map(({ id, label }) => (
        <MenuItem
          key={id}
          kind="check"
          checked={shown.includes(id)}
          hint={id.startsWith("annotation.") ? "annotation" : undefined}
          keepOpen
          onPick={() => onChange(toggleColumn(chosen, id))}
        >
          {NAMES[id] ?? label}
        </MenuItem>
      ))}
      <div className="popup-line" />
      <MenuItem onPick={() => onChange([])}>The usual columns</MenuItem>
    </Menu>
  );
}
