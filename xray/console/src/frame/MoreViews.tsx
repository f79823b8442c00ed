import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { formatTimeRange, RANGE_CHOICES } from "../lib/time-range.ts";
import { viewPath } from "../links.ts";
import type { Scope } from "../links.ts";
import { Icon } from "../ui/Icon.tsx";
import { Menu, MenuItem } from "../ui/overlays/Menu.tsx";
import { useChangeScope } from "../use-address.ts";
import type { View } from "../views.ts";

/** In a narrow bar: the range, and the views that do not fit. The button has the name of the open view. */
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
  const changeScope = useChangeScope();
  const open = views.find(({ id }) => id === here);
  const label = open?.label ?? "More";
  const range = formatTimeRange(scope.range);
  return (
    <Menu
      label={open === undefined ? "More views" : `${open.label}, more views`}
      className={open === undefined ? "top-more" : "top-more top-more-here"}
      button={
        <>
          {label}
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
          onPick={() => void navigate(viewPath(view.id, scope))}
        >
          {view.label}
        </MenuItem>
      ))}
      <div className="popup-line" />
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
    </Menu>
  );
}
