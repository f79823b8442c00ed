import { useId } from "react";
import type { ReactNode } from "react";

/** What the control of a field is given. */
export interface FieldControl {
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
}

/**
 * A labelled control of a form, with a hint, and with what is wrong below it; screen readers read both with the
 * control.
 */
export function Field({
  label,
  hint,
  problem,
  children,
}: {
  label: string;
  /** The unit, or what may be written. */
  hint?: string;
  /** Undefined when nothing is wrong. */
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

/** Moves the focus to the first field of a form that has a problem. */
export function focusFirstInvalid(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
