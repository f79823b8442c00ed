import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useGroups } from "../api/use-groups.ts";
import { formatTimeRange, RANGE_CHOICES } from "../lib/time-range.ts";
import { viewPath } from "../links.ts";
import type { Scope } from "../links.ts";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem } from "../ui/overlays/Menu.tsx";
import { useChangeScope } from "../use-address.ts";
import type { View } from "../views.ts";
import { groupChoices } from "./group-keys.ts";

/**
 * Where the bar is narrow: the views without room in it, and below them range and group. The button takes the name of the
 * open view.
 */
export function MoreViews({
  views,
  here,
  scope,
  badge,
}: {
  views: readonly View[];
  here: string | undefined;
  scope: Scope;
  badge: ReactNode;
}) {
  const navigate = useNavigate();
  const open = views.find(({ id }) => id === here);
  return (
    <Menu
      label={open === undefined ? "More views" : `${open.label}, more views`}
      className={open === undefined ? "top-more" : "top-more top-more-here"}
      popupClassName="top-sheet"
      button={
        <>
          {open?.label ?? "More"}
          {badge}
          <Icon name="chevron-down" />
        </>
      }
    >
      {views.map((view) => (
        <MenuItem
          key={view.id}
          kind="radio"
          checked={view.id === here}
          hint={view.hint}
          onPick={() => void navigate(viewPath(view.id, scope))}
        >
          {view.label}
        </MenuItem>
      ))}
      <div className="popup-line" />
      <ScopeChoices scope={scope} />
    </Menu>
  );
}

/** Ranges and groups, beside one another as far as there is room. */
function ScopeChoices({ scope }: { scope: Scope }) {
  const changeScope = useChangeScope();
  const groups = groupChoices(useGroups());
  const range = formatTimeRange(scope.range);
  return (
    <>
      <div className="popup-label">Time range</div>
      <div className="top-sheet-choices" role="group" aria-label="Time range">
        {RANGE_CHOICES.map((choice) => {
          const value = formatTimeRange({ kind: "last", durationSec: choice.durationSec });
          return (
            <MenuItem
              key={value}
              kind="radio"
              checked={value === range}
              onPick={() => changeScope({ timeRange: value, brush: undefined })}
            >
              {choice.label}
            </MenuItem>
          );
        })}
      </div>
      <div className="popup-label">Group</div>
      <div className="top-sheet-choices" role="group" aria-label="Group">
        {groups.map(({ value, label }) => (
          <MenuItem
            key={value}
            kind="radio"
            checked={value === scope.group}
            onPick={() => changeScope({ group: value })}
          >
            {label}
          </MenuItem>
        ))}
      </div>
    </>
  );
}
