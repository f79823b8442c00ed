import type { ReactNode } from "react";
import { Icon } from "../Icon.tsx";
import type { IconName } from "../Icon.tsx";
import { Menu, MenuItem } from "./Menu.tsx";

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** A button that shows the choice and opens a menu of choices. */
export function ChoiceMenu({
  name,
  icon,
  showName = false,
  shown,
  value,
  choices,
  onChange,
  children,
  ...control
}: {
  name: string;
  icon?: IconName;
  /** Show the name before the choice. */
  showName?: boolean;
  /** The words of the button; by default the label of the choice. */
  shown?: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** More items below the choices. */
  children?: ReactNode;
}) {
  const text = shown ?? choices.find((choice) => choice.value === value)?.label ?? value;
  const button = (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      {showName ? <span className="choice-name">{name} </span> : null}
      <b>{text}</b>
      <Icon name="chevron-down" />
    </>
  );
  return (
    <Menu label={`${name} ${text}`} button={button} {...control}>
      {choices.map((choice) => (
        <MenuItem
          key={choice.value}
          kind="radio"
          checked={choice.value === value}
          hint={choice.hint}
          onPick={() => onChange(choice.value)}
        >
          {choice.label}
        </MenuItem>
      ))}
      {children}
    </Menu>
  );
}
