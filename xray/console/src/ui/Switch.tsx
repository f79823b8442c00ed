import type { ReactNode } from "react";
import "./switch.css";

/** On or off at once. `label` names it where no words stand beside it. */
export function Switch({
  isOn,
  isDisabled = false,
  label,
  onChange,
  children,
}: {
  isOn: boolean;
  isDisabled?: boolean;
  label?: string;
  onChange: (isOn: boolean) => void;
  children?: ReactNode;
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      className="switch"
      disabled={isDisabled}
      onClick={() => onChange(!isOn)}
    >
      <i aria-hidden="true" />
      {children}
    </button>
  );
}
