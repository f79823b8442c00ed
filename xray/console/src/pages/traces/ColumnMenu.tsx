import { useState } from "react";
import { chosenColumns, toggleColumn } from "../../traces/column-choice.ts";
import { availableColumns } from "../../traces/column-list.tsx";
import type { TraceRow } from "../../traces/trace-row.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, MenuItem } from "../../ui/overlays/Menu.tsx";
import { useKeys } from "../../ui/use-keys.ts";

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
  const shown = new Set(chosenColumns(chosen).map((column) => column.id));
  return (
    <Menu
      label="Columns"
      className="ctl ctl-square head-columns"
      button={<Icon name="columns" />}
      open={open}
      onOpenChange={setOpen}
    >
      {availableColumns(keys).map(({ id, name }) => (
        <MenuItem
          key={id}
          kind="check"
          checked={shown.has(id)}
          hint={id.startsWith("annotation.") ? "annotation" : undefined}
          keepOpen
          onPick={() => onChange(toggleColumn(chosen, id))}
        >
          {name}
        </MenuItem>
      ))}
      <div className="popup-line" />
      <MenuItem onPick={() => onChange([])}>The usual columns</MenuItem>
    </Menu>
  );
}
