import { useId } from "react";
import type { ReactNode } from "react";

/** What the control of a field is given. */
export interface FieldControl {
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/** A named control of a form, with what it means, and with what is wrong below it, which is read out with the control. */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  label: string;
  /** Unit, or what may be written. */
  hint?: string;
  /** Undefined: nothing is wrong. */
  problem: string | undefined;
  children: (control: FieldControl) => ReactNode;
}) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const problemId = problem === undefined ? undefined : `${id}-problem`;
  const described = [problemId, hintId].filter((each) => each !== undefined).join(" ");
  return (
    <div className="form-field">
      <label className="form-control">
        <span>{label}</span>
        {children({
          "aria-invalid": problem !== undefined,
          "aria-describedby": described === "" ? undefined : described,
        })}
      </label>
      {hint === undefined ? null : (
        <p className="form-hint" id={hintId}>
          {hint}
        </p>
      )}
      {problem === undefined ? null : (
        <p className="form-problem" id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** Moves the focus to the first field of a form with which something is wrong. */
export function focusFirstInvalid(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
