import type { Outcome } from "../lib/outcome.ts";

const SHAPES = {
  ok: <circle cx="6" cy="6" r="2" fill="currentColor" />,
  error: <path d="M6 1.5l5 9H1z" fill="currentColor" />,
  throttle: <path d="M3.75 2v8M8.25 2v8" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  fault: <path d="M2.5 2.500l7 7m0-7l-7 7" fill="none" stroke="currentColor" strokeWidth="2.2" />,
};

/** The shape of an outcome, so that nothing depends on colour alone. Use `label=""` where words stand beside it. */
export function OutcomeMark({
  outcome,
  size = 12,
  label = outcome,
}: {
  outcome: Outcome;
  size?: number;
  label?: string;
}) {
  const naming = label === "" ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className={`mark mark-${outcome}`} width={size} height={size} viewBox="0 0 12 12" {...naming}>
      {SHAPES[outcome]}
    </svg>
  );
}
