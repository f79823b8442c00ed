import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./Icon.tsx";

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** A button that shows what is chosen and opens a menu of one-of-many. */
export function ChoiceMenu({
  name,
  icon,
  showName = false,
  shown,
  value,
  choices,
  onChange,
  open,
  onOpenChange,
  children,
}: {
  name: string;
  icon?: IconName;
  /** Print the name before the choice. */
  showName?: boolean;
  /** What the button reads; default the label of the choice. */
  shown?: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** More items below the choices. */
  children?: ReactNode;
}) {
  const label = shown ?? choices.find((choice) => choice.value === value)?.label ?? value;
  const control = open === undefined ? {} : { open };
  return (
    <Menu.Root {...control} onOpenChange={(next: boolean) => onOpenChange?.(next)} modal={false}>
      <Menu.Trigger className="ctl" aria-label={`${name}: ${label}`}>
        {icon === undefined ? null : <Icon name={icon} />}
        {showName ? `${name} ` : null}
        <b>{label}</b>
        <Icon name="chevron-down" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4}>
          <Menu.Popup className="popup">
            <Menu.RadioGroup value={value} onValueChange={(next: string) => onChange(next)}>
              {choices.map((choice) => (
                <Menu.RadioItem key={choice.value} className="popup-item" value={choice.value} closeOnClick>
                  <span className="popup-check">{choice.value === value ? <Icon name="check" /> : null}</span>
                  {choice.label}
                  {choice.hint === undefined ? null : <span className="popup-hint">{choice.hint}</span>}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
