import { Menu } from "@base-ui/react/menu";
import { Icon } from "../ui/Icon.tsx";
import { FilterPaint } from "./FilterPaint.tsx";

export function HistoryMenu({
  history,
  onPick,
}: {
  history: readonly string[];
  onPick: (filter: string) => void;
}) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="ctl ctl-square filter-wide" aria-label="Earlier filters">
        <Icon name="history" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4}>
          <Menu.Popup className="popup filter-history">
            {history.length === 0 ? (
              <p className="popup-label">Filters that you apply are listed here.</p>
            ) : null}
            {history.map((entry) => (
              <Menu.Item
                key={entry}
                className="popup-item"
                label={entry}
                aria-label={entry}
                onClick={() => onPick(entry)}
              >
                <FilterPaint text={entry} />
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
