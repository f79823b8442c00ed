import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem } from "../ui/overlays/Menu.tsx";
import { FilterPaint } from "./FilterPaint.tsx";

export function HistoryMenu({
  history,
  onPick,
}: {
  history: readonly string[];
  onPick: (filter: string) => void;
}) {
  return (
    <Menu
      label="Earlier filters"
      className="ctl ctl-square filter-wide"
      popupClassName="filter-history"
      button={<Icon name="history" />}
    >
      {history.length === 0 ? <p className="popup-label">Filters that you apply are listed here.</p> : null}
      {history.map((entry) => (
        <MenuItem key={entry} onPick={() => onPick(entry)}>
          <span className="visually-hidden">{entry}</span>
          <FilterPaint text={entry} />
        </MenuItem>
      ))}
    </Menu>
  );
}
